// A slide in small, as the room will see it.

export default function ({ data, parentElement }) {
  const { slide } = JSON.parse(new TextDecoder().decode(data));
  parentElement.querySelector(".preview").innerHTML = slide;
}
