// Numbers that follow the records, over hx-sse: 止める closes the connection, 再開する opens it again.
// A row that changed is marked for two seconds; rows never change places.
"use strict";
{
  const texts = (region) => new Map([...region.querySelectorAll("[data-live-key]")].map((cell) => [cell.dataset.liveKey, cell.textContent]));

  for (const button of document.querySelectorAll("[data-live-button]")) {
    const region = document.getElementById(button.dataset.liveButton);
    const around = button.closest("[data-live]");
    const source = region.getAttribute("hx-sse:connect");
    let running = true;
    let before = new Map();

    const say = (state, text) => {
      around.dataset.live = state;
      around.querySelector("[data-live-text]").textContent = text;
    };
    const show = () => {
      button.textContent = running ? "止める" : "再開する";
      button.setAttribute("aria-pressed", String(!running));
      if (running) say("on", "自動で更新しています");
      else say("off", "更新を止めています");
    };

    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      running = !running;
      if (running) region.setAttribute("hx-sse:connect", source);
      else region.removeAttribute("hx-sse:connect");
      htmx.process(region, true);
      show();
    });

    // 止める may be pressed while the connection is still being made.
    region.addEventListener("htmx:sse:before:connection", (event) => { if (!running) event.preventDefault(); });
    region.addEventListener("htmx:sse:before:message", () => { before = texts(region); });
    region.addEventListener("htmx:sse:after:message", () => {
      for (const [key, text] of texts(region)) {
        if (before.get(key) === text) continue;
        const cell = region.querySelector(`[data-live-key="${CSS.escape(key)}"]`);
        cell.classList.add("is-changed");
        setTimeout(() => cell.classList.remove("is-changed"), 2000);
      }
    });
    region.addEventListener("htmx:sse:close", ({ detail }) => {
      if (detail.reason !== "message") return;
      button.hidden = true;
      say("lost", "更新は終わりました。続きを見るには画面を開き直してください");
    });
    region.addEventListener("htmx:sse:error", () => { if (running) say("lost", "通信を待っています"); });
    region.addEventListener("htmx:sse:after:connection", () => { if (running) show(); });
  }
}
