// Choosing who sits at this window, and looking at who is in a group.

import { personAvatar } from "./avatar.js";
import { h, icon } from "./dom.js";

/** The list of people with a search field, grouped by unit. `onpick` gets the account. */
function directory(people, { me, onpick }) {
  const results = h("div", { class: "directory" });
  const field = h("input", {
    type: "search",
    class: "search",
    placeholder: "姓名、账号、单位或职务",
    "aria-label": "查找人员",
    autocomplete: "off",
    oninput: () => show(),
    onkeydown: (event) => enter(event, results),
  });
  const show = () => results.replaceChildren(...sections(matching(people, field.value), me, onpick));
  results.addEventListener("keydown", (event) => walk(event, results, field));
  show();
  return [h("label", { class: "searchbox" }, icon("search"), field), results];
}

function matching(people, words) {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return people.filter((person) => {
    const all = Object.values(person).join(" ").toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
}

function sections(people, me, onpick) {
  if (!people.length) return [h("p", { class: "empty" }, "没有找到这个人，请换个词再试")];
  return [...byUnit(people)].map(([unit, members]) =>
    h(
      "section",
      { "aria-label": unit },
      h("h3", {}, unit, h("span", {}, `${members.length}人`)),
      members.map((person) => line(person, me, onpick)),
    ),
  );
}

function byUnit(people) {
  const units = new Map();
  for (const person of people) units.set(person.unit, [...(units.get(person.unit) ?? []), person]);
  return units;
}

function line(person, me, onpick) {
  const inside = [
    personAvatar(person),
    h("span", { class: "who" }, h("b", {}, person.name), h("small", {}, person.post || person.unit)),
    h("code", {}, person.account),
  ];
  if (!onpick) return h("div", { class: "person" }, inside);
  const current = person.account === me ? "true" : null;
  return h(
    "button",
    { class: "person", type: "button", "aria-current": current, onclick: () => onpick(person.account) },
    inside,
  );
}

function enter(event, results) {
  const first = results.querySelector("button");
  if (event.key === "ArrowDown") first?.focus();
  else if (event.key === "Enter") first?.click();
  else return;
  event.preventDefault();
}

function walk(event, results, field) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [...results.querySelectorAll("button")];
  const next = buttons[buttons.indexOf(document.activeElement) + step];
  (next ?? (step < 0 ? field : null))?.focus();
  event.preventDefault();
}

function dialog(title, body, closable) {
  const close = () => shell.close();
  const shell = h(
    "dialog",
    {
      class: "sheet",
      "aria-label": title,
      onclose: () => shell.remove(),
      oncancel: (event) => closable || event.preventDefault(),
    },
    h(
      "header",
      {},
      h("h2", {}, title),
      closable && h("button", { class: "quiet", type: "button", "aria-label": "关闭", onclick: close }, icon("close")),
    ),
    body,
  );
  shell.addEventListener("click", (event) => closable && event.target === shell && close());
  document.body.append(shell);
  shell.showModal();
  return shell;
}

/** Ask whom this window (or the one beside it) should be; resolves to an account, or null where nobody was chosen. */
export function choosePerson(people, { title, me = "", hint = "", closable = true }) {
  return new Promise((resolve) => {
    let chosen = null;
    const onpick = (account) => {
      chosen = account;
      shell.close();
    };
    const shell = dialog(
      title,
      [hint && h("p", { class: "hint" }, hint), ...directory(people, { me, onpick })],
      closable,
    );
    shell.addEventListener("close", () => resolve(chosen));
    shell.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "center" });
    shell.querySelector("input").focus({ preventScroll: true });
  });
}

/** Show who is in a group. */
export function showMembers(state, group) {
  const members = (state.groups.get(group) ?? []).map((account) => state.people.get(account)).filter(Boolean);
  dialog(`${group}（${members.length}人）`, directory(members, { me: state.me, onpick: null }), true);
}
