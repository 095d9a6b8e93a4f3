// What every page does once: lead to the errors, and let the keyboard scroll a table that is wider than its place.
"use strict";
{
  document.querySelector("[data-focus]")?.focus();

  const reach = () => {
    for (const place of document.querySelectorAll(".table-scroll")) {
      const wider = place.scrollWidth > place.clientWidth + 1;
      place.classList.toggle("table-scroll--wider", wider);
      const roles = wider ? { tabindex: "0", role: "region", "aria-label": `${place.dataset.table}（横に動かせます）` } : {};
      for (const name of ["tabindex", "role", "aria-label"]) {
        if (roles[name]) place.setAttribute(name, roles[name]);
        else place.removeAttribute(name);
      }
    }
  };
  const watch = new ResizeObserver(reach); // larger text moves a table without moving the window
  const begin = () => {
    watch.disconnect();
    for (const part of document.querySelectorAll(".table-scroll, .table-scroll > table")) watch.observe(part);
    reach();
  };
  begin();
  addEventListener("resize", reach);
  document.addEventListener("htmx:after:swap", begin);
}
