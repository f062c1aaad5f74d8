"""numba's compiler with our settings, typed, so that the rest stays under strict type checks."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit, prange

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile to machine code; the result is cached beside the source."""
    return cast(Function, njit(fastmath=True, cache=True)(function))


def inlined(function: Function) -> Function:
    """Compile into its callers."""
    return cast(Function, njit(fastmath=True, cache=True, inline="always")(function))


def parallel(function: Function) -> Function:
    """Compile with its outer loop spread over the threads."""
    return cast(Function, njit(fastmath=True, cache=True, parallel=True)(function))


rows = prange
