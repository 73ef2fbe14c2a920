"use strict";

// Searches while one types, stars without leaving the page, moves the now-line. Without it all works by page loads.

const PAUSE_MILLISECONDS = 250;
const MINUTE_MILLISECONDS = 60_000;

const filters = document.getElementById("filters");
const sessions = document.getElementById("sessions");
let asked = 0; // only the answer to the latest search is shown
let pause;

filters?.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, PAUSE_MILLISECONDS);
});

// What one types is looked for at once; the button is for those without the script.
filters?.querySelector("button").toggleAttribute("hidden", true);

filters?.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  search();
});

document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button?.classList.contains("star")) return;
  event.preventDefault();
  if (button.dataset.waiting) return; // a double click is one press
  button.dataset.waiting = "yes";
  if (await sent(event.target, button)) turn(button, event.target);
  else leave(event.target, button);
  delete button.dataset.waiting;
});

async function search() {
  const chosen = new URLSearchParams([...new FormData(filters)].filter(([name, value]) => value && value !== "time"));
  const address = filters.action + (chosen.size ? "?" + chosen : "");
  const mine = ++asked;
  sessions.dataset.waiting = "yes";
  try {
    const response = await fetch(address, { headers: { "X-Docent": "fragment" } });
    if (!response.ok) throw new Error(response.statusText);
    const found = await response.text();
    if (mine !== asked) return;
    sessions.innerHTML = found; // the server's own page, escaped there
    history.replaceState(null, "", address);
    tick();
  } catch {
    if (mine === asked) location.assign(address);
  } finally {
    if (mine === asked) delete sessions.dataset.waiting;
  }
}

async function sent(form, button) {
  try {
    const body = new URLSearchParams([[button.name, button.value]]);
    const response = await fetch(form.action, { method: "POST", body, headers: { "X-Docent": "fragment" } });
    return response.ok;
  } catch {
    return false;
  }
}

// Every button of the session, as it may stand in several rooms.
function turn(pressed, form) {
  const starred = pressed.name === "star";
  for (const button of document.querySelectorAll(`.star[value="${CSS.escape(pressed.value)}"]`)) {
    button.name = starred ? "unstar" : "star";
    button.setAttribute("aria-pressed", starred);
    button.querySelector("[aria-hidden]").textContent = starred ? "★" : "☆";
    const says = starred ? form.dataset.unstar : form.dataset.star;
    if (button.title) button.title = says;
    const label = button.querySelector(".label");
    if (label) label.textContent = says;
    button.closest(".session")?.classList.toggle("starred", starred);
  }
}

// Where the script cannot send it, the browser does, and shows what went wrong.
function leave(form, button) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = button.name;
  field.value = button.value;
  form.append(field);
  form.submit();
}

// The server's clock, going on here: a visitor's own may be wrong.
const began = performance.now();
const now = () => Number(sessions?.dataset.now) + (performance.now() - began) / 1000;

function tick() {
  const line = document.getElementById("now");
  if (!line) return;
  const slots = [...line.parentElement.querySelectorAll(".slot")];
  const next = slots.find((slot) => Number(slot.dataset.start) > now());
  line.parentElement.insertBefore(line, next ?? null);
  const told = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: sessions.dataset.zone };
  line.querySelector("time").textContent = new Date(now() * 1000).toLocaleTimeString("en-GB", told);
}

setInterval(tick, MINUTE_MILLISECONDS / 2);
