import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument, visit } from "yaml";
import type * as z from "zod";

/** What is wrong with the file, where (both counted from 1), and how to mend it. In English, for operators. */
export interface FileProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

type Path = readonly PropertyKey[];

/** Reads a YAML file that must be as a schema says. Gives every problem found; the caller adds the file's name. */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
): { ok: true; value: T } | { ok: false; problems: FileProblem[] } {
  const lines = new LineCounter();
  const at = (offset: number, message: string): FileProblem => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, message };
  };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings].map((error) =>
    at(error.pos[0], `${error.message.trim()}. ${yamlMend[error.code] ?? ""}`.trim()),
  );
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document))
        broken.push(
          at(
            alias.range?.[0] ?? 0,
            `nothing above is marked &${alias.source}; mark it, or write it out here`,
          ),
        );
    },
  });
  if (broken.length > 0) return { ok: false, problems: broken.sort(byPlace) };
  // A city may well repeat one list of routines for more than the hundred units that yaml allows at first.
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: -1 }));
  if (parsed.success) return { ok: true, value: parsed.data };

  const nodeAt = (path: Path): unknown =>
    path.length === 0 ? document.contents : document.getIn(path, true);
  const nearest = (path: Path): number => {
    const node = nodeAt(path);
    if (isNode(node) && node.range) return node.range[0];
    return path.length === 0 ? 0 : nearest(path.slice(0, -1));
  };
  const problems = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") {
      const node = nodeAt(issue.path);
      if (issue.path.length === 0 && !node)
        return [at(0, "The file is empty; copy another municipality's to begin with")];
      return [at(nearest(issue.path), `${named(issue.path)} ${schemaMend(issue, node)}`)];
    }
    const map = nodeAt(issue.path);
    return issue.keys.map((key) => {
      const found = isMap(map)
        ? map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)
        : undefined;
      const offset = (found?.key as Node | undefined)?.range?.[0] ?? nearest(issue.path);
      return at(
        offset,
        `${named([...issue.path, key])} is not known here; correct its spelling or remove it`,
      );
    });
  });
  return { ok: false, problems: problems.sort(byPlace) };
}

const byPlace = (a: FileProblem, b: FileProblem) => a.line - b.line || a.column - b.column;

/** `units[2].parent`, as the file would be read aloud. */
function named(path: Path): string {
  if (path.length === 0) return "The file";
  return path
    .map((step, i) => (typeof step === "number" ? `[${step}]` : i ? `.${String(step)}` : step))
    .join("");
}

function schemaMend(issue: z.core.$ZodIssue, node: unknown): string {
  if (node === undefined || node === null) return "is missing; add it";
  if (issue.code === "invalid_type") {
    if (isScalar(node) && node.value === null) return "is empty; write a value or remove the line";
    if (issue.expected === "string" && isScalar(node)) return "must be text; put it in quotes";
    return `must be ${kinds[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  return issue.code === "custom" ? `is wrong: ${issue.message}` : issue.message;
}

const kinds: Readonly<Record<string, string>> = {
  array: "a list, each entry beginning with a dash",
  object: "a group of named values, indented below it",
  record: "a group of named values, indented below it",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
  string: "one text",
};

/** How to mend the commonest slips in YAML itself. */
const yamlMend: Readonly<Record<string, string>> = {
  BAD_INDENT: "Indent it as its neighbours are, with spaces",
  BLOCK_AS_IMPLICIT_KEY: "If a text holds a colon, put it in quotes; else correct the indentation",
  DUPLICATE_KEY: "Remove one of them",
  MISSING_CHAR: "Add what is missing, or indent the line as its neighbours are",
  MULTILINE_IMPLICIT_KEY: "Add the colon after the name, or correct the indentation",
  TAB_AS_INDENT: "Use spaces",
  UNEXPECTED_TOKEN: "Check the brackets, quotes and colons on this line",
};
