"""Names as the banks' record wants them: half-width kana, capitals, digits and a few marks (全銀協規定形式)."""

import unicodedata
from typing import Final

SMALL: Final = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
LINE: Final = str.maketrans("ー−‐－―", "-----")
VOICED: Final = str.maketrans({"\u3099": "\uff9e", "\u309a": "\uff9f", "゛": "ﾞ", "゜": "ﾟ"})
LONGEST: Final = 30
"""Characters of a payee in the record."""
_FULL: Final = (
    "ヲアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
)
_HALF: Final = "ｦｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ"
HALF: Final = str.maketrans(_FULL, _HALF)
HIRAGANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
ALLOWED: Final = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ()-./ｦｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ｢｣"
)
"""What every bank takes; the yen mark and the comma are left out (not all do)."""
RULE: Final = "カタカナ、英字、数字、( ) - . / 「 」と空白だけで書いてください。漢字は使えません。"


def bank_kana(text: str) -> str:
    """ﾐﾅﾄ ｶﾝﾘ for みなと かんり, ミナト　カンリ; small kana become large, the long mark a hyphen.

    ValueError where something is left that no bank takes; it never quotes the text.
    """
    plain = unicodedata.normalize("NFKC", text).translate(HIRAGANA).upper()
    plain = (
        plain.replace("「", "｢")
        .replace("」", "｣")
        .replace("・", ".")
        .translate(SMALL)
        .translate(LINE)
    )
    apart = unicodedata.normalize("NFD", plain).translate(VOICED).translate(HALF)
    made = " ".join(apart.split())
    if not made or not ALLOWED.issuperset(made):
        raise ValueError(RULE)
    return made
