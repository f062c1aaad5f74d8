"""The demo page in a real Chromium: start, train with the hold timer, pain, the next morning."""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from bot import demonstration
from bot.app import serve

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCREENSHOTS = Path(__file__).parent.parent / "screenshots"
CARDS = (
    ("How old are you?", "18–49"),
    ("between your legs", "None of these"),
    ("fever, shivers", "None of these"),
    ("Do any of these apply to you?", "None of these"),
    ("How much pain is there just now", "0"),
    ("not medical advice", "I understand"),
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"),
    reason="no Chromium here: install it (Debian: apt-get install chromium) to run the browser stories",
)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    assert CHROMIUM, "CI needs Chromium: apt-get install chromium"
    async with async_playwright() as driver:
        found = await driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        await found.close()


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    SCREENSHOTS.mkdir(exist_ok=True)
    stopping = asyncio.Event()
    async with demonstration.running() as (standin, app):
        bot = asyncio.ensure_future(serve(app, stopping))
        opened = await browser.new_page(viewport={"width": 1180, "height": 1190})
        complaints: list[str] = []
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("request", lambda request: complaints.extend(_foreign(request.url)))
        await opened.goto(standin.page_url)
        yield opened
        await opened.close()
        stopping.set()
        await bot
        assert complaints == []


async def test_a_newcomers_first_two_mornings(page: Page) -> None:
    await start(page)
    await shot(page, "1-set-up")

    await tap(page, "Start now")
    step = page.get_by_test_id("message").filter(has_text="Floor press").last
    await expect(step).to_contain_text("5 × 5 s")
    await expect(step.locator("img, video").first).to_be_visible()
    await shot(page, "2-exercise")

    await tap(page, "Hold timer")
    await expect(page.get_by_test_id("chat")).to_contain_text("Get ready")
    await shot(page, "3-timer")
    await page.get_by_test_id("clock-ten").click()
    await expect(page.get_by_test_id("chat")).to_contain_text("That was it", timeout=10_000)

    await page.get_by_test_id("inline-button").filter(has_text="Done").last.click()
    await tap(page, "Right")
    await expect(page.get_by_test_id("chat")).to_contain_text("Noted, thank you")
    await shot(page, "4-finished")

    await page.get_by_test_id("clock-morning").click()
    not_today = page.get_by_test_id("inline-button").filter(has_text="Not today")
    await expect(not_today).to_be_visible(timeout=10_000)
    await shot(page, "5-next-morning")

    await tap(page, "Start")
    await expect(page.get_by_test_id("message").last).to_contain_text("Any new pain")
    await tap(page, re.compile("^No$"))
    await expect(page.get_by_test_id("message").last).to_contain_text("Floor press")
    await tap(page, "🛑 Pain")
    await expect(page.get_by_test_id("chat")).to_contain_text("Everything rests now")
    await shot(page, "6-pain")
    await tap(page, "4")
    await tap(page, "Low back")
    await tap(page, "None of these")
    await expect(page.get_by_test_id("chat")).to_contain_text("fever, shivers")
    await tap(page, "None of these")
    await expect(page.get_by_test_id("chat")).to_contain_text("Your plan rests")
    await shot(page, "7-resting")


async def test_on_a_phone(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await start(page)
    await tap(page, "Start now")
    await expect(page.get_by_test_id("chat")).to_contain_text("5 × 5 s")
    await shot(page, "8-phone")


async def test_at_twice_the_size_the_keyboard_leads_from_start_into_the_conversation(page: Page) -> None:
    await page.set_viewport_size({"width": 640, "height": 400})
    first = page.get_by_test_id("start")
    await expect(page.get_by_text("no medical care")).to_be_in_viewport()
    await expect(first).to_be_in_viewport(ratio=1)
    await first.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("region", name="Conversation")).to_be_focused()


async def start(page: Page) -> None:
    """Answer the first questions, each once it is there: a button's old label may still be on the screen."""
    chat = page.get_by_test_id("chat")
    await page.get_by_test_id("start").click()
    await tap(page, "Yes, I agree")
    await expect(chat).to_contain_text("Before the first exercise")
    await tap(page, "Yes")
    for asked, answer in CARDS:
        await expect(chat).to_contain_text(asked)
        await tap(page, re.compile(f"^{answer}$"))  # 10 has a 0 in it, too
    await expect(chat).to_contain_text("Where are you")
    await write(page, "Berlin")
    await expect(chat).to_contain_text("Europe/Berlin. Right?")
    await tap(page, "Yes")
    await expect(chat).to_contain_text("When shall I come")
    await tap(page, "07:00")
    await expect(chat).to_contain_text("All set.")


async def tap(page: Page, label: str | re.Pattern[str]) -> None:
    """Tap the newest button whose label has this in it."""
    await page.get_by_test_id("inline-button").filter(has_text=label).last.click()


async def write(page: Page, text: str) -> None:
    """Send a text."""
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("send").click()


async def shot(page: Page, name: str) -> None:
    """Keep what the page looks like, for human eyes; `2-exercise` is docs/demo.png."""
    await page.wait_for_timeout(400)
    await page.screenshot(path=SCREENSHOTS / f"{name}.png")


def _foreign(url: str) -> list[str]:
    return [] if url.startswith(("http://127.0.0.1:", "data:", "blob:")) else [f"went to {url}"]
