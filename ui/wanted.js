// Where somebody wanted to go before they were asked to sign in. The identity provider leads
// everybody back to the first page; the tab remembers the page that was asked for.

export default function ({ data }) {
  const { keep } = JSON.parse(new TextDecoder().decode(data));
  const here = location.pathname + location.search;
  if (keep) {
    sessionStorage.setItem("wanted", here);
    return;
  }
  const wanted = sessionStorage.getItem("wanted");
  sessionStorage.removeItem("wanted");
  if (wanted && wanted !== here) location.replace(wanted);
}
