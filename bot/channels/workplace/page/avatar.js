// Pictures of people and groups without pictures: the surname on a quiet colour, four surnames for a group.

import { h } from "./dom.js";

const HUES = 8;

function hue(account) {
  let sum = 0;
  for (const char of account) sum = (sum * 31 + char.codePointAt(0)) % 9973;
  return sum % HUES;
}

export function botAvatar() {
  return h("span", { class: "avatar bot", "aria-hidden": "true" }, "助");
}

export function personAvatar(person) {
  const surname = [...(person?.name ?? "？")][0];
  return h("span", { class: `avatar hue-${hue(person?.account ?? "")}`, "aria-hidden": "true" }, surname);
}

export function groupAvatar(state, group) {
  const members = (state.groups.get(group) ?? []).slice(0, 4).map((account) => state.people.get(account));
  const tiles = members.map((person) =>
    h("i", { class: `hue-${hue(person?.account ?? "")}` }, [...(person?.name ?? "？")][0]),
  );
  return h("span", { class: "avatar mosaic", "aria-hidden": "true" }, tiles);
}

/** Who said it: the bot for "", else a person. */
export function avatarOf(state, account) {
  return account ? personAvatar(state.people.get(account)) : botAvatar();
}

/** A person's name; where two people share it, with the unit. */
export function nameOf(state, account) {
  const person = state.people.get(account);
  if (!person) return account || state.bot;
  return state.namesakes.has(person.name) ? `${person.name}（${person.unit}）` : person.name;
}
