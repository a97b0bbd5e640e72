// The menu: real links, which a reader may open in another window. Followed plainly, they change
// the page without loading it anew. It stands on every page, so it says the page's language too:
// a screen reader takes its voice from there, and Japanese breaks its lines between phrases.

export default function ({ data, parentElement, setTriggerValue }) {
  const { label, language, links } = JSON.parse(new TextDecoder().decode(data));
  const menu = parentElement.querySelector(".menu");
  menu.lang = menu.ownerDocument.documentElement.lang = language;
  menu.setAttribute("aria-label", label);
  menu.replaceChildren(...links.map((line) => linkOf(line, setTriggerValue)));
}

function linkOf({ page, path, words, lang, current }, setTriggerValue) {
  const link = document.createElement("a");
  link.textContent = words;
  link.lang = link.hreflang = lang;
  link.dataset.page = page;
  if (current) link.setAttribute("aria-current", "page");
  const withChoices = () => {
    const asked = new URLSearchParams(location.search);
    asked.set("lang", lang);
    link.href = `${path}?${asked}`;
  };
  withChoices();
  link.onfocus = link.onpointerdown = withChoices;
  link.onclick = (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("chosen", { page, lang });
  };
  return link;
}
