// Writing: Enter sends, Shift+Enter breaks the line; in a group one tap addresses the bot; files go along.

import { h, icon } from "./dom.js";
import { FILE_LIMIT, size } from "./files.js";

const LONGEST = 4000;

/** Builds the composer. `actions`: say(text), sendFile(file, text). */
export function composer(state, talk, actions) {
  let attached = null;
  const drafts = new Map();
  const box = h("textarea", {
    rows: 1,
    maxLength: LONGEST,
    "aria-label": "输入消息",
    oninput: () => changed(),
    onkeydown: key,
    onpaste: paste,
  });
  const picker = h("input", {
    type: "file",
    hidden: true,
    "aria-label": "选择文件",
    onchange: () => attach(picker.files[0]),
  });
  const at = h("button", { class: "tool at", type: "button", onclick: mention }, `@${state.bot}`);
  const clip = h("button", { class: "tool", type: "button", onclick: () => picker.click() }, icon("clip"), "文件");
  const chip = h("div", { class: "chip", hidden: true });
  const send = h("button", { class: "send", type: "button", onclick: submit }, icon("send"), h("span", {}, "发送"));
  const hint = h("span", { class: "keys" }, "Enter 发送，Shift+Enter 换行");
  const form = h(
    "div",
    { class: "composer", hidden: true },
    h("div", { class: "tools" }, at, clip, picker, hint),
    chip,
    h("div", { class: "line" }, box, send),
  );
  talk.append(form);

  function key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  }

  function changed() {
    drafts.set(state.current, box.value);
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
    send.disabled = !box.value.trim() && !attached;
  }

  function submit() {
    const text = box.value.trim();
    if (!text && !attached) return;
    if (attached) actions.sendFile(attached, text);
    else actions.say(text);
    box.value = "";
    attach(null);
    changed();
    box.focus();
  }

  function mention() {
    const word = `@${state.bot} `;
    if (!box.value.includes(word.trim())) box.value = word + box.value;
    changed();
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  function attach(file) {
    const tooLarge = file && file.size > FILE_LIMIT;
    attached = file && !tooLarge ? file : null;
    picker.value = "";
    chip.hidden = !file;
    chip.classList.toggle("failed", Boolean(tooLarge));
    if (file) {
      const words = tooLarge ? `${file.name} 超过20 MB，请压缩或拆分后再发` : `${file.name}（${size(file.size)}）`;
      const away = h(
        "button",
        { class: "quiet", type: "button", "aria-label": "去掉文件", onclick: () => attach(null) },
        icon("close"),
      );
      chip.replaceChildren(icon("clip"), h("span", {}, words), away);
    }
    changed();
    if (file) box.focus();
  }

  function paste(event) {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    attach(file);
  }

  talk.addEventListener("dragover", (event) => event.preventDefault());
  talk.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) attach(event.dataTransfer.files[0]);
  });

  state.on("opened", () => {
    form.hidden = state.current === null;
    at.hidden = !state.current;
    box.placeholder = state.current ? `在群里说话，@${state.bot} 它才会办` : "写要办的事，例如 下周三请假一天";
    box.value = drafts.get(state.current) ?? "";
    attach(null);
    changed();
    if (!matchMedia("(pointer: coarse)").matches) box.focus({ preventScroll: true });
  });
}
