"""numba's compiler with our settings, typed, so that the rest stays under strict type checks."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

_HERE = Path(__file__).parent
_KERNELS = ("compiled", "layout", "material", "render", "sdf", "shade")


def _cache() -> str:
    """A folder for each state of the kernels: numba does not see when an imported constant changes."""
    digest = hashlib.sha256()
    for name in _KERNELS:
        digest.update((_HERE / f"{name}.py").read_bytes())
    return str(_HERE / "__pycache__" / f"kernels-{digest.hexdigest()[:16]}")


setattr(numba.config, "CACHE_DIR", _cache())  # noqa: B010 - numba.config is filled at run time
Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile to machine code; the result is cached on disk."""
    return cast(Function, numba.njit(fastmath=True, cache=True)(function))


def inlined(function: Function) -> Function:
    """Compile into its callers."""
    return cast(Function, numba.njit(fastmath=True, cache=True, inline="always")(function))


def parallel(function: Function) -> Function:
    """Compile with its outer loop spread over the threads."""
    return cast(Function, numba.njit(fastmath=True, cache=True, parallel=True)(function))


rows = numba.prange
