import {
  AdaptiveCard,
  type ExecuteAction,
  GlobalRegistry,
  HostConfig,
  type Input,
  SerializationContext,
  type SubmitAction,
  Table,
  Version,
} from "adaptivecards";
import type { TeamsCard, TeamsLink } from "#cards/teams-elements";
import type { TeamsTable } from "#cards/teams-table";
import { flawsIn } from "#local/teams/flaws";
import { actionsIn, linksIn, tablesIn } from "#local/teams/inputs";
import { h } from "./dom.ts";
import { words } from "./words.ts";

/** Adaptive Cards as Teams draws them, by Microsoft's own library. */

const ink = { default: "#242424", subtle: "#616161" };
const shades = (color: string) => ({ default: color, subtle: color });
const host = new HostConfig({
  fontFamily: '"Segoe UI", "Segoe UI Web", "Helvetica Neue", system-ui, sans-serif',
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  supportsInteractivity: true,
  textBlock: { headingLevel: 3 },
  containerStyles: {
    default: {
      backgroundColor: "#ffffff",
      borderColor: "#e0e0e0",
      foregroundColors: { default: ink, attention: shades("#b10e1c"), accent: shades("#5b5fc7") },
    },
  },
  actions: {
    maxActions: 6,
    spacing: "default",
    buttonSpacing: 8,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
  },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { weight: "bolder", suffix: " *", suffixColor: "attention" },
      optionalInputs: { weight: "bolder" },
    },
    errorMessage: { color: "attention", size: "small", spacing: "small", weight: "bolder" },
  },
});

/** The library does this too, in a file that says it has no effect, so that a bundler leaves it out. */
GlobalRegistry.defaultElements.register("Table", Table, new Version(1, 5));

/** Headings are the one place where Teams reads markdown; in ours all that looks like it is escaped. */
AdaptiveCard.onProcessMarkdown = (text, result) => {
  const shown = h("p", {}, text.replace(/\\(.)/g, "$1"));
  result.outputHtml = shown.outerHTML;
  result.didProcess = true;
};

/** A button that was pressed: which one in the card's order, and what stood in the fields. */
export interface Pressed {
  readonly index: number;
  readonly fill: Readonly<Record<string, string>>;
}

/** Draws a card. What must be filled in is asked for before `press` hears of it, as Teams does. */
export function drawTeamsCard(card: TeamsCard, press: (pressed: Pressed) => void): HTMLElement {
  const drawn = new AdaptiveCard();
  drawn.hostConfig = host;
  const context = new SerializationContext(new Version(1, 5));
  drawn.parse(numbered(card), context);
  drawn.onExecuteAction = (action) => {
    const inputs =
      (action as ExecuteAction | SubmitAction).associatedInputs === "none" ? [] : drawn.getAllInputs();
    press({ index: Number(action.id), fill: filled(inputs) });
  };
  const rendered = drawn.render();
  const flaws = flawsIn(context);
  if (!rendered || flaws.length > 0)
    return h("p", { class: "cannot" }, `${words.teams.cannotDraw} ${flaws.join(" ")}`);
  label(rendered);
  link(rendered, linksIn(card));
  scroll(rendered, tablesIn(card));
  return rendered;
}

/** The library draws what opens a page as a button; a link can also be copied, and says where it leads. */
function link(card: HTMLElement, links: readonly TeamsLink[]): void {
  for (const [at, button] of card.querySelectorAll('.ac-pushButton[role="link"]').entries())
    button.replaceWith(
      h(
        "a",
        { class: button.className, href: links[at]?.url, target: "_blank", rel: "noopener" },
        links[at]?.title ?? "",
      ),
    );
}

/** The library does not know that a table wider than the card scrolls by itself. */
function scroll(card: HTMLElement, tables: readonly TeamsTable[]): void {
  for (const [at, table] of card.querySelectorAll<HTMLElement>('[role="table"]').entries()) {
    table.style.minWidth = tables[at]?.minWidth ?? "";
    const frame = h("div", {
      class: "ac-table",
      role: "group",
      tabindex: 0,
      "aria-label": words.teams.table,
    });
    table.replaceWith(frame);
    frame.append(table);
  }
}

/** Each button knows its place, since the library tells only which button it was. */
function numbered(card: TeamsCard): object {
  const copy = structuredClone(card);
  actionsIn(copy).forEach((action, index) => {
    Object.assign(action, { id: String(index) });
  });
  return copy;
}

function filled(inputs: readonly Input[]): Record<string, string> {
  return Object.fromEntries(
    inputs.flatMap((input) =>
      input.id && input.value !== undefined && input.value !== null ? [[input.id, String(input.value)]] : [],
    ),
  );
}

/** What the library leaves unsaid to a screen reader. */
function label(card: HTMLElement): void {
  card.removeAttribute("tabindex");
  // The heading says it; a name without a role is heard by nobody.
  card.removeAttribute("aria-label");
  for (const field of card.querySelectorAll<HTMLElement>("[aria-required]"))
    if (!["INPUT", "TEXTAREA", "SELECT"].includes(field.tagName)) field.removeAttribute("aria-required");
}

/** What a card is called: its heading. */
export function titleOf(card: TeamsCard): string {
  const heading = card.body.find((element) => element.type === "TextBlock");
  return heading?.type === "TextBlock" ? heading.text.replace(/\\(.)/g, "$1") : card.fallbackText;
}
