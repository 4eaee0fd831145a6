"""Values as text and texts as a hash, for info_expected.py and info_matrices.py."""
import numpy as np
import pandas as pd


def fnv(texts):
    """64-bit FNV-1a of texts, each followed by a newline."""
    value = 0xCBF29CE484222325
    for byte in "".join(t + "\n" for t in texts).encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def text(value):
    """True and False; shortest digits, with an exponent where Python's float has one (releases of NumPy differ
    for float32); nothing for a missing value."""
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, (float, np.floating)):
        if np.isnan(value):
            return ""
        if value == 0 or 1e-4 <= abs(value) < 1e16:
            return np.format_float_positional(value, unique=True, trim="0")
        return "-inf" if value == -np.inf else np.format_float_scientific(value, unique=True, trim="-", exp_digits=2)
    return str(value)
