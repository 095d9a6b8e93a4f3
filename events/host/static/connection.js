// When the server cannot be reached: say so, and say what became of the input only when it is true.
"use strict";
{
  const banner = document.getElementById("connection");
  const text = banner?.querySelector("[data-connection-text]");

  const aboutInput = () => {
    const forms = [...document.querySelectorAll("form[data-draft-url]")];
    if (!forms.length) return "";
    const kept = forms.every((form) => ["saved", undefined].includes(form.dataset.draftState));
    return kept ? "入力は保存されています。" : "入力はまだ保存されていません。この画面を閉じないでください。";
  };
  const down = () => {
    if (!banner) return;
    text.textContent = aboutInput();
    banner.hidden = false;
  };
  const up = () => { if (banner) banner.hidden = true; };

  const panelDown = (element) => {
    const said = element.closest?.("[data-panel]")?.querySelector(".panel__down");
    if (said) said.hidden = false;
    return Boolean(said);
  };
  const lost = (event) => {
    const status = event.detail?.ctx?.response?.status;
    if (status && ![502, 503, 504].includes(status)) return;
    if (!panelDown(event.target)) down();
  };

  addEventListener("htmx:response:error", lost);
  addEventListener("htmx:error", lost);
  addEventListener("htmx:after:request", (event) => { if (event.detail?.ctx?.response?.status < 500) up(); });
  document.addEventListener("draft:state", ({ detail }) => {
    if (detail.state === "saved") up();
    const status = document.getElementById("status");
    if (detail.state === "unsaved" && status && !status.dataset.warned) {
      status.dataset.warned = "yes";
      status.textContent = "下書きを保存できていません。保存をやり直しています。";
    } else if (detail.state === "saved" && status?.dataset.warned) {
      delete status.dataset.warned;
      status.textContent = "";
    }
  });
}
