import { h } from "./dom.ts";
import { words } from "./words.ts";

/** Three things to try first; folded away once somebody has seen enough of them. */
export function tries(step: (person: string) => void): HTMLElement {
  const { title, report, answer, danger } = words.tries;
  const remembered = sessionStorage.getItem("tries");
  const open = remembered === null ? matchMedia("(min-width: 900px)").matches : remembered === "open";
  const element = h(
    "details",
    { class: "tries", open },
    h("summary", {}, title),
    h(
      "ol",
      {},
      ...[report, answer, danger].map((one) =>
        h(
          "li",
          {},
          h("h2", {}, one.title),
          h("p", {}, one.text),
          h("button", { type: "button", click: () => step(one.person) }, one.button),
        ),
      ),
    ),
  );
  element.addEventListener("toggle", () => {
    sessionStorage.setItem("tries", element.open ? "open" : "folded");
  });
  return element;
}
