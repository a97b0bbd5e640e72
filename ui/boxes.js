// The row of choices: one native select box each. A phone opens its own picker, every screen reader
// knows them, and they are moved only when they change, so that the focus stays where it is.

export default function ({ data, parentElement, setTriggerValue }) {
  const { label, language, boxes } = JSON.parse(new TextDecoder().decode(data));
  const row = parentElement.querySelector(".choices");
  row.lang = language;
  row.setAttribute("aria-label", label);

  // What was chosen since the server last answered: two quick choices must not undo each other.
  const chosen = {};
  boxes.forEach((box, at) => {
    const select = boxAt(row, at, box);
    select.value = box.shown;
    select.onchange = () => {
      Object.assign(chosen, box.keeping, { [box.parameter]: select.value });
      setTriggerValue("chosen", { ...chosen });
    };
  });
  while (row.children.length > boxes.length) row.lastElementChild.remove();
}

function boxAt(row, at, { name, label, options }) {
  const known = row.querySelector(`select[name="${name}"]`);
  const select = known ?? document.createElement("select");
  const frame = select.parentElement ?? document.createElement("label");
  if (!known) {
    select.name = name;
    frame.append(document.createElement("span"), select);
  }
  if (row.children[at] !== frame) row.insertBefore(frame, row.children[at] ?? null);
  frame.firstElementChild.textContent = label;
  const wanted = JSON.stringify(options);
  if (select.options_shown !== wanted) {
    select.replaceChildren(...options.map(([id, words]) => new Option(words, id)));
    select.options_shown = wanted;
  }
  return select;
}
