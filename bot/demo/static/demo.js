// Texts leave without reloading the page; every form works without this script too.

let queue = Promise.resolve(); // one text after another, in the order of the thumbs

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("texts" in form.dataset)) return;
  event.preventDefault();
  const button = event.submitter?.name ? event.submitter : undefined;
  const fields = new FormData(form, button);
  if (![...fields.values()].some((value) => value.trim())) return;
  form.reset();
  form.closest("details.list")?.removeAttribute("open");
  queue = queue.then(() => send(form, fields)).catch(() => showTrouble(form, fields));
});

async function send(form, fields) {
  const headers = { "X-Fragment": "1" };
  const response = await fetch(form.action, { method: "POST", body: fields, headers });
  if (response.redirected) return location.reload();
  if (!response.ok) throw new Error(response.status);
  showFragment(form.closest(".stand"), await response.text());
}

function showFragment(stand, html, toEnd = false) {
  const received = document.createElement("template");
  received.innerHTML = html;
  const total = received.content.querySelector("template[data-total]");
  const shown = stand.querySelector("p[data-total]");
  if (shown) shown.textContent = total.content.textContent;
  total.remove();
  const count = received.content.querySelector("template[data-shown]");
  stand.dataset.shown = count.dataset.shown;
  count.remove();
  stand.querySelector(".log").append(received.content);
  if (toEnd) stand.querySelector(".scroller").scrollTop = 0; // it counts upwards from its end
  else showLast(stand);
}

// What an operator answers comes by itself.
async function look(stand) {
  const response = await fetch(`${stand.dataset.news}?after=${stand.dataset.shown}`);
  if (response.status === 200) showFragment(stand, await response.text(), true);
}

setInterval(() => {
  queue = queue.then(async () => {
    for (const stand of document.querySelectorAll("[data-news]")) await look(stand);
  }).catch(() => {}); // the next look tries again
}, 3000);

function showTrouble(form, fields) {
  const stand = form.closest(".stand");
  const log = stand.querySelector(".log");
  const notice = document.createElement("p");
  notice.className = "bubble notice";
  notice.textContent = log.dataset.unreachable;
  log.append(notice);
  stand.querySelector(".compose").elements.body.value ||= fields.get("body") ?? "";
  showLast(stand);
}

// Down to the end, but no farther than where the last question stands at the top.
function showLast(stand) {
  const scroller = stand.querySelector(".scroller");
  const asked = [...stand.querySelectorAll(".bubble.person")].at(-1);
  scroller.scrollTop = 0; // it counts upwards from its end
  if (!asked) return;
  const hidden = scroller.getBoundingClientRect().top - asked.getBoundingClientRect().top;
  if (hidden > 0) scroller.scrollTop = -hidden - 6;
}

for (const keys of document.querySelectorAll("[data-keys]")) {
  const input = document.getElementById(keys.dataset.keys);
  keys.addEventListener("click", (event) => {
    const key = event.target.closest("button");
    if (!key) return;
    input.value += key.value;
    input.focus();
  });
}

for (const button of document.querySelectorAll("[data-here]")) {
  button.hidden = !navigator.geolocation;
  button.addEventListener("click", () => {
    const form = button.form;
    const failed = form.querySelector(".here-failed");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const here = new Option(button.textContent, `${coords.latitude},${coords.longitude}`);
        form.elements.position.add(here);
        here.selected = true;
        failed.textContent = "";
        form.requestSubmit();
      },
      () => { failed.textContent = button.dataset.failed; },
    );
  });
}
