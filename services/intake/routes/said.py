"""What a page says once after something was recorded; the address carries the code only."""

from typing import Final

SAID: Final = {
    "received": "相談を受け付けました。",
    "contact": "支援経過記録を追加しました。",
    "triage": "振り分けを記録しました。",
    "referral": "つなぎを記録しました。",
    "emergency": "緊急的な支援を記録しました。",
    "applied": "利用申込を受け付けました。",
    "paper": "申込書の到達を記録しました。",
    "correction": "申込書の到達と、補正のお願いを記録しました。",
    "mail": "メールの本文と、届いたファイルを記録しました。",
    "scan": "届いた書面を記録しました。",
    "hold": "保全を記録しました。",
    "lift": "保全の解除を記録しました。",
    "proposal": "消去の起案を記録しました。",
    "withdrawal": "消去の起案を取り下げました。",
    "decision": "消去の決定を記録しました。1分以内に読めなくなります。",
    "concern": "気がかりを受け付けました。",
    "concern-triage": "見立てを記録しました。",
    "concern-look": "確認を記録しました。",
    "concern-reply": "返事を記録しました。印刷して届けてください。",
    "concern-reopening": "気がかりを再開しました。",
    "concern-handover": "ほかの機関へのつなぎを記録しました。",
    "concern-end": "気がかりの終わりを記録しました。",
    "linked": "すでにある相談につなげました。",
    "transfer": "移管を記録しました。",
    "minutes": "支援会議で共有された内容を、今日にかぎり開いています。開いたことは記録されました。",
    "council": "支援会議を記録しました。話し合った気がかりを一つずつ記録してください。",
    "discussed": "話し合ったことを記録しました。",
    "case-discussed": "話し合ったことを記録しました。ケースの経過と支援計画にも出ます。",
    "referral-step": "つなぎの経過を記録しました。",
    "help-outcome": "緊急的な支援の結果を記録しました。",
    "introduction": "紹介元を記録しました。連携先ごとのつなぎに数えます。",
    "email": "メールを添付しました。",
    "corrected": "訂正を記録しました。はじめの記録も残っています。",
    "assistance": "生活保護の開始を記録しました。対応を決める仕事が一覧に出ます。",
    "assistance-answer": "生活保護の開始への対応を記録しました。",
    "recipient": "特定被保護者の確認を記録しました。",
    "consent": "同意を記録しました。",
    "consent-withdrawn": "同意の取消しを記録しました。この同意による情報提供はできません。",
    "secrecy": "住所の秘匿を記録しました。",
    "secrecy-lifted": "住所の秘匿をやめたことを記録しました。",
    "instructions": "連絡・訪問の注意を記録しました。",
    "instructions-lifted": "連絡・訪問の注意を取りやめました。",
    "opened": "理由を記録しました。15分のあいだ表示します。",
    "judged": "名寄せの判断を記録しました。",
}


def said(code: str | None) -> str:
    """The sentence, or nothing for a code nobody knows."""
    return SAID.get(code or "", "")
