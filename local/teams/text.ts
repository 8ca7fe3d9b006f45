import type { TeamsCard, TeamsElement } from "#cards/teams-elements";
import type { TeamsInput } from "./inputs.ts";

/** What a person reads on a card, as plain text: buttons in brackets, fields with what can be chosen. */
export function textOf(card: TeamsCard): string {
  return textOfAll(card.body);
}

/** What is not drawn is no line. */
function textOfAll(elements: readonly TeamsElement[]): string {
  return elements
    .map(textOfElement)
    .filter((text) => text !== undefined)
    .join("\n");
}

function textOfElement(element: TeamsElement): string | undefined {
  switch (element.type) {
    case "TextBlock":
      return `# ${element.text.replace(/\\(.)/g, "$1")}`;
    case "RichTextBlock":
      return element.inlines.map((run) => (run.color ? `(!) ${run.text}` : run.text)).join("");
    case "Container":
      return textOfAll(element.items);
    case "ColumnSet":
      return element.columns
        .map((column) => textOfAll(column.items))
        .join(": ")
        .replace(/: (?=\[)/, " ");
    case "ActionSet":
      return element.actions.map((action) => `[${action.title}]`).join(" ");
    case "Table":
      return element.rows
        .map((row) => row.cells.map((cell) => textOfAll(cell.items).replaceAll("\n", " ")).join(" | "))
        .join("\n");
    // Read as it is where there are no charts: by its table, here or beneath.
    case "Chart.Line":
    case "Chart.VerticalBar.Grouped":
      return element.fallback === "drop" ? undefined : textOfElement(element.fallback);
    case "Input.Text":
    case "Input.Date":
    case "Input.ChoiceSet":
      return `${element.label}${element.isRequired ? " *" : ""}: ${textOfInput(element)}`;
    default:
      return element satisfies never;
  }
}

function textOfInput(input: TeamsInput): string {
  if (input.type !== "Input.ChoiceSet") return input.value ?? "____";
  const chosen = input.isMultiSelect ? (input.value?.split(",") ?? []) : [input.value];
  return input.choices
    .map((choice) => `(${chosen.includes(choice.value) ? "x" : " "}) ${choice.title}`)
    .join("  ");
}
