"use strict";

// Sends questions without leaving the page. Without this script the page works just as well, one page load a question.

const PATIENCE_MILLISECONDS = 60_000;
const COPIED_MILLISECONDS = 2_500;

const conversation = document.getElementById("conversation");
const composer = document.getElementById("ask");
const field = document.getElementById("question");
let line = Promise.resolve(); // one question after the other, in the order they were asked

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = field.value;
  field.value = "";
  field.focus();
  ask(typed, formOf("text", typed));
});

conversation.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (button === null || button.dataset.waiting) return;
  if (await copied(button)) return;
  button.dataset.waiting = "yes"; // a double click is one press
  await ask(button.dataset.label ?? button.textContent.trim(), formOf("press", button.value));
  delete button.dataset.waiting;
});

function ask(said, form) {
  const turn = copyOf("pending");
  if (said.trim()) turn.querySelector(".said").textContent = said.length > 500 ? said.slice(0, 500) + "…" : said;
  conversation.append(turn);
  document.getElementById("forget").hidden = false;
  return send(turn, form);
}

function send(turn, form) {
  turn.scrollIntoView({ block: "start" });
  line = line.then(() => deliver(turn, form));
  return line;
}

async function deliver(turn, form) {
  try {
    const response = await fetch("/", {
      method: "POST",
      body: form,
      headers: { "X-Docent": "fragment" },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    if (response.ok) show(turn, await response.text());
    else fail(turn, form, problemOf(response.status));
  } catch {
    fail(turn, form, "offline");
  }
}

function show(turn, fragment) {
  const answered = document.createElement("template");
  answered.innerHTML = fragment; // the server's own page, escaped there
  const said = answered.content.querySelector(".said").textContent;
  if (turn.querySelector(".said").textContent !== said) turn.querySelector(".said").textContent = said;
  turn.querySelector(".answer").replaceWith(answered.content.querySelector(".answer"));
  if (turn === conversation.lastElementChild) turn.scrollIntoView({ block: "start" });
}

function fail(turn, form, problem) {
  const sorry = copyOf(problem);
  sorry.querySelector("button").addEventListener("click", () => {
    field.focus();
    if (problem === "too_large") edit(turn, form);
    else tryAgain(turn, form);
  });
  turn.querySelector(".answer").replaceWith(sorry);
  sorry.scrollIntoView({ block: "nearest" });
}

function tryAgain(turn, form) {
  turn.querySelector(".answer").replaceWith(copyOf("pending").querySelector(".answer"));
  send(turn, form);
}

// Sending the same again would be too long again: give it back to be shortened, before whatever was typed since.
function edit(turn, form) {
  field.value = [form.get("text"), field.value].filter(Boolean).join(" ");
  turn.remove();
}

function problemOf(status) {
  if (status === 413) return "too_large";
  return status >= 500 ? "broken" : "refused";
}

// Where there is no clipboard, as on a page without https, the press is sent and the answer brings the text.
async function copied(button) {
  if (button.dataset.copies === undefined || !navigator.clipboard) return false;
  try {
    await navigator.clipboard.writeText(button.dataset.copies);
  } catch {
    return false;
  }
  const label = button.dataset.label ?? button.textContent;
  button.dataset.label = label;
  button.textContent = button.dataset.copied;
  setTimeout(() => (button.textContent = label), COPIED_MILLISECONDS);
  return true;
}

function copyOf(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

function formOf(name, value) {
  const form = new FormData();
  form.set(name, value);
  form.set("zone", Intl.DateTimeFormat().resolvedOptions().timeZone ?? ""); // so that sessions are told in both times
  return form;
}

// Where there is a keyboard, one can type at once; on a touch screen that would only bring up the keys.
if (!location.hash && matchMedia("(hover: hover) and (pointer: fine)").matches) field.focus({ preventScroll: true });
if (!location.hash) conversation.querySelector("#latest")?.closest(".turn").scrollIntoView();
