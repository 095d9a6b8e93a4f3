"""On what basis personal data leaves the office: asked for at every disclosure (programme.md §8)."""

from events.contract.code import Code, code_list


@code_list("情報提供の根拠", basis="法9条・個人情報の提供の制限", provisional=True)
class SharingBasis(Code):
    """Why it is lawful to tell another body."""

    CONSENT = "consent", "本人の同意"
    CONFIDENTIAL_COUNCIL = "confidential_council", "支援会議(法9条)"
    OTHER_STATUTE = "other_statute", "他の法令"
    EMERGENCY = "emergency", "生命・身体の危険(緊急)"
    NOTHING_SHARED = "nothing_shared", "案内のみ(情報は渡していない)"
