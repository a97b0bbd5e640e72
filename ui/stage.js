// The show. All slides are in the browser from the start, so that none has to be waited for and a
// network that fails in mid-talk is not noticed. The presenter's own window is of the same browser:
// it is written to directly, and no server has a part in keeping the two in step.

const FORWARD = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]);
const HINT = 8_000; // milliseconds that the keys are named at the beginning
const STILL = 2_000; // milliseconds after which a resting cursor is hidden
const SIGN = 60_000; // milliseconds between two signs of life, which keep the sign-in open

export default function ({ data, parentElement, setTriggerValue }) {
  const told = new TextDecoder().decode(data);
  const slot = parentElement.querySelector(".stage-slot");
  if (slot.show && slot.told === told) return slot.end;
  slot.end?.();
  slot.told = told;
  slot.show = new Show(JSON.parse(told), slot, (at) => setTriggerValue("chosen", { at: `${at}` }));
  slot.end = () => slot.show?.end();
  return slot.end;
}

class Show {
  constructor({ language, words, slides, notes, leave }, slot, sign) {
    Object.assign(this, { words, slides, notes, leave, slot, sign });
    this.at = Math.min(Math.max(Number(location.hash.slice(1)) - 1 || 0, 0), slides.length - 1);
    this.began = Date.now();
    this.signed = this.began;
    this.stage = element("section", "stage");
    this.stage.lang = language;
    this.stage.tabIndex = -1;
    this.stage.setAttribute("aria-label", words.stage);
    this.stage.setAttribute("aria-live", "polite");
    this.stage.innerHTML = slides.join("");
    this.colours = this.stage.querySelector(".slide").getAttribute("style");
    this.stage.setAttribute("style", this.colours);
    this.hint = element("p", "keys", words.keys);
    this.stage.append(this.hint);
    document.body.append(this.stage);
    this.stage.focus();
    this.pressed = (event) => this.key(event);
    this.unscreened = () => this.screened();
    this.moved = () => this.cursor();
    addEventListener("keydown", this.pressed, true);
    document.addEventListener("fullscreenchange", this.unscreened);
    this.stage.addEventListener("mousemove", this.moved);
    this.stage.addEventListener("click", () => this.go(this.at + 1));
    this.clock = setInterval(() => this.tick(), 500);
    setTimeout(() => this.hint.classList.add("gone"), HINT);
    this.go(this.at);
    this.cursor();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.ended) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (FORWARD.has(key)) this.go(this.at + 1);
    else if (BACK.has(key)) this.go(this.at - 1);
    else if (key === "Home") this.go(0);
    else if (key === "End") this.go(this.slides.length - 1);
    else if (key === "b" || key === ".") this.blank();
    else if (key === "f") this.screen();
    else if (key === "p") this.window();
    else if (key === "?") this.hint.classList.toggle("gone");
    else if (key === "Escape") this.out();
    else if (key !== "Tab") return; // there is nothing to go to behind the stage
    event.preventDefault();
    event.stopPropagation();
  }

  go(to) {
    this.at = Math.min(Math.max(to, 0), this.slides.length - 1);
    const shown = this.stage.querySelectorAll(".slide");
    shown.forEach((slide, at) => {
      slide.classList.toggle("on", at === this.at);
      slide.setAttribute("aria-hidden", at !== this.at);
    });
    this.stage.classList.remove("blank");
    history.replaceState(history.state, "", `#${this.at + 1}`);
    this.tell();
    if (Date.now() - this.signed > SIGN) {
      this.signed = Date.now();
      this.sign(this.at);
    }
  }

  blank() {
    this.stage.classList.toggle("blank");
    this.tell();
  }

  screen() {
    this.byKey = Boolean(document.fullscreenElement);
    if (this.byKey) document.exitFullscreen();
    else this.stage.requestFullscreen().catch(() => {}); // then the slides stay in their window
  }

  screened() {
    const left = this.full && !document.fullscreenElement;
    this.full = Boolean(document.fullscreenElement); // what is told late may be over already
    if (left && !this.byKey) this.out(); // by Escape, which the browser keeps to itself
  }

  window() {
    if (this.own && !this.own.closed) return this.own.focus();
    this.own = open("", "presenter", "popup,width=960,height=640");
    if (!this.own) {
      this.hint.textContent = this.words.refused;
      this.hint.classList.remove("gone");
      return;
    }
    const page = this.own.document;
    page.documentElement.lang = this.stage.lang;
    page.title = this.words.window;
    const style = page.createElement("style");
    style.textContent = [...document.querySelectorAll("style")]
      .map((each) => each.textContent)
      .filter((each) => each.includes(".slide"))
      .join("\n");
    page.head.replaceChildren(page.head.querySelector("title") ?? "", style);
    page.body.className = "presenter";
    page.body.setAttribute("style", this.colours);
    page.body.replaceChildren();
    page.body.insertAdjacentHTML("beforeend", `<div class="times"><p><span></span><b></b></p>
      <p><span></span><b></b></p><p><b></b></p></div><div class="both"><section><h2></h2>
      <div class="note"></div></section><section><h2></h2><div class="next"></div></section></div>`);
    const [time, elapsed] = page.querySelectorAll(".times span");
    time.textContent = this.words.clock;
    elapsed.textContent = this.words.elapsed;
    const [note, next] = page.querySelectorAll("h2");
    note.textContent = this.words.note;
    next.textContent = this.words.next;
    this.own.addEventListener("keydown", this.pressed, true);
    this.tell();
    this.tick();
  }

  tell() {
    if (!this.own || this.own.closed) return;
    const page = this.own.document;
    const next = this.slides[this.at + 1];
    page.querySelector(".note").textContent = this.notes[this.at] || this.words.none;
    page.querySelector(".next").innerHTML = next ?? "";
    if (!next) page.querySelector(".next").append(element("p", "last", this.words.last));
    const blank = this.stage.classList.contains("blank");
    const place = `${this.at + 1} / ${this.slides.length}`;
    page.querySelectorAll(".times b")[2].textContent = blank ? this.words.blanked : place;
  }

  tick() {
    if (!this.slot.isConnected) return this.end();
    if (!this.own || this.own.closed) return;
    const [clock, elapsed] = this.own.document.querySelectorAll(".times b");
    const seconds = Math.floor((Date.now() - this.began) / 1000);
    clock.textContent = new Date().toTimeString().slice(0, 5);
    elapsed.textContent = `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, "0")}`;
  }

  cursor() {
    this.stage.classList.remove("still");
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.stage.classList.add("still"), STILL);
  }

  out() {
    this.end();
    location.assign(this.leave);
  }

  end() {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.clock);
    removeEventListener("keydown", this.pressed, true);
    document.removeEventListener("fullscreenchange", this.unscreened);
    this.own?.close();
    this.stage.remove();
  }
}

function element(tag, name, words = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = words;
  return made;
}
