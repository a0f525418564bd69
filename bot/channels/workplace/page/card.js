// A card: a title, words, lines of facts, and what can be done now. Which of them are live is the house's word alone.

import { h, icon } from "./dom.js";
import { hourMinute } from "./when.js";

const FEW = 5;

/** `actions.tap(entry, {button, input, choice})`; `waiting` is the tap that the house has not confirmed yet. */
export function card(entry, { waiting, trouble, actions }) {
  const { content } = entry;
  const live = content.buttons.length > 0;
  const given = { choice: waiting?.choice ?? "", input: waiting?.input ?? "" };
  return h(
    "article",
    { class: `card ${live ? "live" : entry.repainted ? "over" : "told"}`, "aria-label": `卡片：${content.title}` },
    h("header", {}, h("h3", {}, content.title), number(entry)),
    content.text && h("p", { class: "words" }, content.text),
    content.fields.length > 0 && h("dl", {}, content.fields.map(field)),
    content.choice && choice(entry, content.choice, given, waiting),
    content.input !== undefined && input(content.input, given, waiting),
    live &&
      h(
        "div",
        { class: "buttons" },
        content.buttons.map(([label, style]) => button(entry, { label, style, given, waiting, actions })),
      ),
    trouble && h("p", { class: "trouble", role: "alert" }, icon("alert"), trouble),
    entry.repainted && h("footer", {}, icon("check"), `已更新 ${hourMinute(entry.repainted)}`),
  );
}

/** The request's number, where the title does not say it already. */
function number(entry) {
  return entry.about && !entry.content.title.includes(entry.about) && h("code", {}, entry.about);
}

function field([label, value, changed]) {
  const mark = changed && h("em", { class: "changed-mark" }, "有改动");
  return h("div", { class: changed ? "changed" : "" }, h("dt", {}, label), h("dd", {}, value, mark));
}

function button(entry, { label, style, given, waiting, actions }) {
  const busy = waiting?.button === label;
  return h(
    "button",
    {
      type: "button",
      class: `act ${style}`,
      disabled: Boolean(waiting),
      "aria-busy": busy ? "true" : null,
      onclick: () => actions.tap(entry, { button: label, ...given }),
    },
    label,
  );
}

function input(hint, given, waiting) {
  return h("textarea", {
    class: "card-input",
    rows: 2,
    maxLength: 4000,
    placeholder: hint,
    "aria-label": hint,
    value: given.input,
    disabled: Boolean(waiting),
    oninput: (event) => (given.input = event.target.value),
  });
}

function choice(entry, [label, options], given, waiting) {
  if (options.length > FEW) return selection(label, options, given, waiting);
  const radio = (option) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: `choice-${entry.id}`,
        value: option,
        checked: given.choice === option,
        disabled: Boolean(waiting),
        onchange: () => (given.choice = option),
      }),
      h("span", {}, option),
    );
  return h("fieldset", { class: "choice" }, h("legend", {}, label), options.map(radio));
}

function selection(label, options, given, waiting) {
  const select = h(
    "select",
    { disabled: Boolean(waiting), onchange: (event) => (given.choice = event.target.value) },
    h("option", { value: "" }, "请选择"),
    options.map((option) => h("option", { value: option, selected: given.choice === option }, option)),
  );
  return h("label", { class: "choice" }, h("span", {}, label), select);
}

/** What somebody was just writing or choosing on the old picture of a card goes over to the new one. */
export function carryOver(old, fresh) {
  const from = old.querySelector(".card-input");
  const to = fresh.querySelector(".card-input");
  if (from && to && from.value && !to.value) {
    to.value = from.value;
    to.dispatchEvent(new Event("input"));
  }
  const chosen = old.querySelector(".choice input:checked, .choice option:checked")?.value;
  const same =
    chosen && [...fresh.querySelectorAll(".choice input, .choice option")].find((one) => one.value === chosen);
  if (!same) return;
  if (same.tagName === "INPUT") same.click();
  else Object.assign(same, { selected: true }).closest("select").dispatchEvent(new Event("change"));
}
