// Nothing typed may be lost: a form with data-draft-url is sent whole, 0.8 s after the last key, on leaving a
// field and before leaving the page. Drafts live on the server only: counter computers are shared.
"use strict";
{
  const PAUSE = 800;
  const LONGEST_WAIT = 30_000;
  const LARGEST = 2 * 1024 * 1024;
  const TOO_BIG = "未保存：長すぎます。文章を分けてください";
  const clock = () => new Date().toLocaleTimeString("ja-JP", { hour12: false });
  const textOf = (form) => {
    const pairs = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(pairs).toString();
  };

  const keep = (form) => {
    const status = document.querySelector(`[data-draft-status="${CSS.escape(form.id)}"]`);
    const statusText = status?.querySelector("[data-draft-text]");
    // Newer than any earlier visit of this page, also on another computer whose clock is ahead.
    let sequence = Math.max(Date.now(), Number(form.dataset.draftSequence ?? 0));
    let saved = textOf(form);
    let timer = 0;
    let failures = 0;
    let sending = false;
    let leaving = false;

    const show = (state, text) => {
      if (status) status.dataset.state = state;
      if (statusText) statusText.textContent = text;
      form.dataset.draftState = state;
      document.dispatchEvent(new CustomEvent("draft:state", { detail: { state, text } }));
    };
    const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
    const unsaved = () => textOf(form) !== saved;
    const typed = () => {
      if (failures) return;
      if (unsaved()) form.dataset.draftState = "typing";
      later(PAUSE);
    };

    const post = (text, keepalive) => {
      sequence += 1;
      const body = new URLSearchParams(text);
      body.set("draft_sequence", String(sequence));
      return fetch(form.dataset.draftUrl, {
        method: "POST", body, keepalive, credentials: "same-origin", headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(10_000),
      });
    };

    const timeOf = async (response) => {
      const answer = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
      return answer.saved_at ?? clock();
    };

    const failed = (text) => {
      failures += 1;
      show("unsaved", text);
      later(Math.min(1000 * 2 ** (failures - 1), LONGEST_WAIT));
    };

    // A pause inside a conversion is saved too: the reading is better than nothing after a power cut.
    async function save() {
      clearTimeout(timer);
      if (sending || leaving || !unsaved()) return;
      const text = textOf(form);
      sending = true;
      if (!failures) show("saving", "保存しています");
      try {
        const response = await post(text, false);
        if (response.status === 409) {
          saved = text;
          show("unsaved", "未保存：この下書きはほかの画面で先に進んでいます");
        } else if (!response.ok) {
          if (response.status === 413) failed(TOO_BIG);
          else failed(response.status === 401 ? "未保存：ログインし直すまで保存できません" : "未保存：保存をやり直しています");
        } else {
          const at = await timeOf(response);
          saved = text;
          failures = 0;
          if (!unsaved()) show("saved", `保存しました ${at}`);
        }
      } catch {
        failed("未保存：通信できません。つながるまで画面を閉じないでください");
      }
      sending = false;
      if (!failures && unsaved()) later(PAUSE);
    }

    const lastChance = () => { if (unsaved() && !leaving) post(textOf(form), true).catch(() => {}); };

    for (const kind of ["input", "change", "compositionend"]) form.addEventListener(kind, typed);
    form.addEventListener("focusout", () => { if (!failures) save(); });
    form.addEventListener("submit", (event) => {
      if (textOf(form).length > LARGEST) {
        event.preventDefault();
        show("unsaved", "長すぎて送れません。入力はこの画面に残っています。文章を分けてください");
        return;
      }
      lastChance();
      leaving = !event.defaultPrevented;
    });
    addEventListener("online", save);
    addEventListener("pageshow", () => { leaving = false; });
    addEventListener("pagehide", lastChance);
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    addEventListener("beforeunload", (event) => { if (!leaving && unsaved()) event.preventDefault(); });
  };

  document.querySelectorAll("form[data-draft-url]").forEach(keep);
}
