"""What the page's server hands out: the page itself, pictures and films, and nothing to strangers."""

import aiohttp
from telegram import Bot

from bot.demo.standin import StandIn
from bot.demo.world import Person
from tests.demo.browser import Page
from tests.demo.samples import mp4, png


async def test_a_film_is_sent_in_the_parts_that_the_browser_asks_for(
    page: Page, standin: StandIn, telegram: Bot, anna: Person
) -> None:
    await telegram.send_animation(anna.id, mp4())
    async with page.tab(anna.id) as tab:
        media = (await tab.next())["messages"][-1]["media"]
    assert (media["kind"], media["width"], media["height"], media["duration"]) == ("animation", 320, 240, 2)
    path = media["url"].removeprefix("/page/api")
    whole = await page.get(path)
    assert (whole.status, whole.content_type, await whole.read()) == (200, "video/mp4", mp4())
    part = await page.get(path, Range="bytes=4-7")
    assert (part.status, await part.read()) == (206, b"ftyp")
    assert part.headers["Content-Range"] == f"bytes 4-7/{len(mp4())}"
    assert (await page.get(path, Range="bytes=9999-")).status == 416
    assert (await page.get("/files/none")).status == 404


async def test_a_photo_has_an_address_and_a_size(page: Page, telegram: Bot, anna: Person) -> None:
    await telegram.send_photo(anna.id, png(400, 300), caption="<i>c</i>", parse_mode="HTML")
    async with page.tab(anna.id) as tab:
        shown = (await tab.next())["messages"][-1]
    assert (shown["html"], shown["media"]["mime"]) == ("<i>c</i>", "image/png")
    assert (shown["media"]["width"], shown["media"]["height"]) == (400, 300)


async def test_strangers_are_kept_out(page: Page, standin: StandIn) -> None:
    assert (await page.get("/users", Host="evil.example")).status == 403
    assert (await page.post("/users", {}, Origin="https://evil.example"))[0] == 403
    assert (await page.post("/users", {}, Origin=standin.url))[0] == 200


async def test_the_page_itself_is_served_and_nothing_beside_it(page: Page, standin: StandIn) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(standin.page_url) as reply:
            assert reply.content_type == "text/html"
            assert reply.headers["Cache-Control"] == "no-store"
        async with session.get(f"{standin.url}/page/chat.js") as reply:
            assert reply.status == 200
        async with session.get(f"{standin.url}/page/..%2Fstandin.py") as reply:
            assert reply.status == 404
