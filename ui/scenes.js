// The scenes of a presentation in order. The chosen one has the buttons that move and delete it.

export default function ({ data, parentElement, setTriggerValue }) {
  const { label, language, words, scenes, chosen } = JSON.parse(new TextDecoder().decode(data));
  const list = parentElement.querySelector(".scenes");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset : null;
  list.lang = language;
  list.setAttribute("aria-label", label);
  const send = (told) => setTriggerValue("chosen", told);
  const rows = scenes.map((scene, at) => {
    const row = document.createElement("li");
    const open = button("open", "", () => send({ scene: scene.id }));
    open.replaceChildren(text("b", `${at + 1}`), text("span", scene.title), text("i", scene.below));
    row.append(open);
    if (scene.id !== chosen) return row;
    open.setAttribute("aria-current", "true");
    const tools = document.createElement("div");
    const first = at === 0, last = at === scenes.length - 1;
    tools.append(
      button("up", words.up, () => send({ move: scene.id, by: "-1" }), first),
      button("down", words.down, () => send({ move: scene.id, by: "1" }), last),
      button("drop", words.drop, () => send({ drop: scene.id })),
    );
    row.append(tools);
    return row;
  });
  const added = document.createElement("li");
  const fresh = button("fresh", words.fresh, () => send({ scene: "" }));
  if (!chosen) fresh.setAttribute("aria-current", "true");
  added.append(fresh);
  list.replaceChildren(...rows, added);
  if (focused) list.querySelector(`[data-name="${focused.name}"]:not(:disabled)`)?.focus();
}

function button(name, words, act, disabled = false) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.name = name;
  made.textContent = words;
  made.disabled = disabled;
  made.onclick = act;
  return made;
}

function text(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}
