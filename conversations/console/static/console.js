// News without reloading, drafts kept while typing, keys. Every page works without this script.

const POLL = 2000;
const POLL_HIDDEN = 5000;
const TYPED = 800; // a draft is kept after such a pause
const READ = 2000; // a text that stood on the screen for so long has been seen
const HEADERS = { "X-Live": "1" };

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const kept = (name, otherwise) => localStorage.getItem(name) ?? otherwise; // choices, never words

/* Parts that live: each is asked for again, and drawn when it changed. */

const tags = new Map();
let misses = 0;

async function refresh(part) {
  const headers = { ...HEADERS };
  if (tags.has(part)) headers["If-None-Match"] = tags.get(part);
  const response = await fetch(part.dataset.live, { headers, cache: "no-store" });
  if (response.status === 401) return location.reload();
  if (response.status === 304) return;
  if (response.status === 404) return location.reload();
  if (!response.ok) throw new Error(response.status);
  tags.set(part, response.headers.get("ETag"));
  draw(part, await response.text());
}

function draw(part, html) {
  const focused = part.contains(document.activeElement) ? document.activeElement.href : "";
  const low = innerHeight + scrollY >= document.body.scrollHeight - 200;
  const before = { ...one("[data-sequence]", part)?.dataset };
  if ("exchange" in part.dataset) merge(part, html);
  else part.innerHTML = html;
  if (focused) all("a", part).find((link) => link.href === focused)?.focus();
  if ("exchange" in part.dataset) drawn(part, before, low);
}

// What stands stays as it is: it may be read aloud, or be selected.
function merge(part, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const [from, to] = [fresh.content.firstElementChild, part.firstElementChild];
  for (const name of from.getAttributeNames()) to.setAttribute(name, from.getAttribute(name));
  const named = (each) => each.dataset.id ?? each.id;
  const old = new Map([...to.children].map((each) => [named(each), each]));
  let after = null;
  for (const each of [...from.children]) {
    const known = old.get(named(each));
    old.delete(named(each));
    const same = known?.outerHTML === each.outerHTML;
    if (!same && known) known.replaceWith(each);
    else if (!same) after ? after.after(each) : to.prepend(each);
    after = same ? known : each;
  }
  for (const gone of old.values()) gone.remove();
}

function drawn(part, before, low) {
  const now = one("[data-sequence]", part).dataset;
  if (before && (before.state !== now.state || before.owner !== now.owner)) return location.reload();
  const seen = one("[data-seen]");
  if (seen) setTimeout(() => { if (!document.hidden) seen.value = now.sequence; }, READ);
  if (low && before?.sequence !== now.sequence) one("#latest").scrollIntoView({ block: "end" });
}

async function poll() {
  const lost = one("[data-lost]");
  try {
    for (const part of all("[data-live]")) {
      if (part.offsetParent !== null || one("[data-news]", part)) await refresh(part);
    }
    misses = 0;
    tell();
  } catch {
    misses += 1;
  }
  if (lost) lost.hidden = misses < 2;
  setTimeout(poll, document.hidden ? POLL_HIDDEN : POLL);
}

/* Someone waits: the title, a sound, and a notice in other windows. Never a word of theirs. */

const title = document.title;
let newest = one("[data-news]")?.dataset.news;

function tell() {
  const news = one("[data-news]")?.dataset;
  if (!news) return;
  document.title = Number(news.waiting) ? `(${news.waiting}) ${title}` : title;
  if (news.news > newest) {
    newest = news.news;
    ring();
    notify();
  }
}

function ring() {
  if (kept("sound", "on") !== "on") return;
  const audio = new AudioContext();
  for (const [start, pitch] of [[0, 660], [0.18, 880]]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.15, audio.currentTime + start);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + start + 0.3);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + start);
    tone.stop(audio.currentTime + start + 0.3);
  }
}

function notify() {
  const button = one("[data-notify]");
  if (!button || !document.hidden || Notification?.permission !== "granted") return;
  new Notification(button.dataset.title, { body: button.dataset.words, tag: "waiting" });
}

function offerSignals() {
  const sound = one("[data-sound]");
  if (!sound) return;
  const show = () => { sound.textContent = kept("sound", "on") === "on" ? sound.dataset.on : sound.dataset.off; };
  sound.addEventListener("click", () => {
    localStorage.setItem("sound", kept("sound", "on") === "on" ? "off" : "on");
    show();
  });
  show();
  const button = one("[data-notify]");
  button.hidden = !("Notification" in window) || Notification.permission !== "default";
  button.addEventListener("click", async () => {
    await Notification.requestPermission();
    button.hidden = true;
  });
}

/* Writing: the draft is kept, the size is told, a form leaves once. */

function keepDrafts(form) {
  const text = one("textarea", form);
  const told = one("[data-kept]", form);
  let pause;
  let saved = text.value;
  const save = async () => {
    if (text.value === saved || form.dataset.left) return;
    const value = text.value;
    try {
      const body = new FormData(form);
      const response = await fetch(form.dataset.draft, { method: "POST", body });
      if (!response.ok) return;
      saved = value;
      if (told) told.hidden = false;
    } catch { /* the next pause tries again */ }
  };
  text.addEventListener("input", () => {
    if (told) told.hidden = true;
    clearTimeout(pause);
    pause = setTimeout(save, TYPED);
  });
  addEventListener("visibilitychange", () => { if (document.hidden) save(); });
}

function countSize(text) {
  const shown = one("[data-size]", text.form);
  const seal = text.form.elements.seal.value;
  let pause;
  const count = async () => {
    const body = new FormData();
    body.set("seal", seal);
    body.set("text", text.value);
    const response = await fetch(text.dataset.count, { method: "POST", body, headers: HEADERS });
    if (response.ok) shown.textContent = (await response.json()).said;
  };
  text.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => count().catch(() => { shown.textContent = ""; }), TYPED / 2);
  });
}

function leaveOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.left) return event.preventDefault();
    form.dataset.left = "1";
    all("button", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
  });
}

addEventListener("pageshow", () => all("[data-once]").forEach((form) => {
  delete form.dataset.left; // come back to by the browser's own button
  all("button", form).forEach((button) => button.removeAttribute("aria-disabled"));
}));

/* Keys: letters alone, never while someone writes. */

function walk(step) {
  const rows = all("[data-row]").filter((row) => row.offsetParent !== null);
  const here = rows.indexOf(document.activeElement);
  rows[Math.max(0, Math.min(rows.length - 1, here + step))]?.focus();
}

const press = (key) => one(`[data-key="${key}"]`)?.click();

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  t: () => press("t"),
  T: () => press("T"),
  c: () => press("c"),
  r: () => one("[data-reply]")?.focus(),
  n: () => {
    const notes = one(".notes");
    if (!notes) return;
    notes.open = true;
    one("[data-note]").focus();
  },
  "/": () => one("[data-search]")?.focus(),
  "?": () => one("dialog[data-keys]")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (one("dialog[open]")) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (!KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

all("[data-scripted]").forEach((part) => { part.hidden = false; });
one("[data-show-keys]")?.addEventListener("click", KEYS["?"]);
all("[data-draft]").forEach(keepDrafts);
all("[data-count]").forEach(countSize);
all("[data-once]").forEach(leaveOnce);
offerSignals();
one(".rooms [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
if (one("[data-live]")) setTimeout(poll, POLL);
if (location.hash === "" && one("[data-exchange]")) one("#latest")?.scrollIntoView({ block: "end" });
