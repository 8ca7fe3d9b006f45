import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { guardWords, relationWords, accessWords as say, viewWords } from "#cards/text/access";
import { say as common, listed } from "#cards/text/sv";
import { type KindWords, optionLabel } from "#cards/text/words";
import { sight } from "#domain/access";
import type { DeskRule, Kind, Relation, Route } from "#domain/kind";
import { shipped } from "#functions/house";
import { municipalityFrom } from "./municipality.ts";

/** `npm run access`: who may see and do what, from the data that decides it, for whoever must judge it. */

/** Wide enough for a sentence, narrow enough for any terminal. */
const width = 100;

type Asked = (typeof shipped)[string];

function main(): void {
  const kinds = Object.values(shipped);
  const all = relationsIn(kinds.map(({ kind }) => kind));
  heading(say.title, "=");
  print(wrap(say.intro, width));
  heading(say.deniedTitle);
  for (const [at, text] of say.denied.entries()) table([4, width - 4], [[`${at + 1}.`, text]]);
  heading(say.whoTitle);
  table(
    [30, 70],
    all.map((relation) => [relationWords[relation].name, relationWords[relation].is]),
  );
  for (const each of kinds) printKind(each);
  heading(say.decidersTitle);
  const folder = fileURLToPath(new URL("../municipalities", import.meta.url));
  const files = readdirSync(folder)
    .filter((file) => !file.endsWith(".checklists.yaml"))
    .map((file) => municipalityFrom(join(folder, file), () => undefined));
  table(
    [30, 35, 35],
    [
      [say.municipality, say.degree, say.ivo],
      ...files.map(({ name, deciders }) => [name, role(deciders.degree), role(deciders.ivo)]),
    ],
  );
}

/** Whose turn it is: roles, a decider of the municipality's, or whom a field of the record names. */
function deskText(rule: DeskRule, words: KindWords): string {
  if ("roles" in rule) return rule.roles.map(role).join(", ");
  if ("decider" in rule) return say.decider[rule.decider];
  const field = "field" in rule ? rule.field : rule.adopts;
  return words.fields[field]?.label ?? field;
}

function printKind({ kind, words }: Asked): void {
  const name = words.name.charAt(0).toUpperCase() + words.name.slice(1);
  const seen = relationsIn([kind]);
  heading(say.sees(name));
  table(
    [30, 35, 35],
    [
      [say.who, say.open, say.restricted],
      ...inOrder(seen).map((is) => [
        relationWords[is].name,
        viewFor(kind, is, false),
        viewFor(kind, is, true),
      ]),
    ],
  );
  heading(say.lies(name));
  table(
    [34, 36, 30],
    [
      [say.when, say.desk, say.secret],
      ...kind.routes.map((route) => [
        whenText(route, words),
        route.desk.map(role).join(", "),
        secretText(route),
      ]),
      ...Object.entries(kind.desks ?? {}).map(([state, rule]) => [
        say.inState(words.states[state] ?? state),
        deskText(rule, words),
        "",
      ]),
    ],
  );
  heading(say.does(name));
  table(
    [30, 26, 22, 22],
    [
      [say.act, say.who, say.states, say.guards],
      ...Object.entries(kind.acts).map(([act, { who, from, guards = [] }]) => [
        words.acts[act]?.label ?? act,
        who.map((is) => relationWords[is].name).join(", "),
        statesText(from, kind, words),
        guards.map((guard) => guardWords[guard as keyof typeof guardWords]).join("; "),
      ]),
    ],
  );
}

const role = (code: string) => common.roles[code] ?? code;

/** The relations that can arise in some kinds: those their acts name. */
function relationsIn(kinds: readonly Kind[]): Relation[] {
  const named = kinds.flatMap(({ acts }) => Object.values(acts).flatMap(({ who }) => who));
  return (Object.keys(relationWords) as Relation[]).filter((is) => named.includes(is) || is === "leader");
}

/** In the order in which the table is read. */
const inOrder = (seen: readonly Relation[]) => [
  ...new Set(sight.flatMap(({ relation }) => (seen.includes(relation) ? [relation] : []))),
];

function viewFor({ harm }: Kind, is: Relation, closed: boolean): string {
  const row = sight.find(
    ({ relation, restricted }) => relation === is && (restricted === undefined || restricted === closed),
  );
  // Where nothing is told of any harm, that it exists is all there is to see.
  const view = row?.view === "harm" && harm.length === 0 ? "head" : row?.view;
  return viewWords[view ?? "none"];
}

function whenText({ when }: Route, words: KindWords): string {
  if (!when) return say.otherwise;
  const label = words.fields[when.field]?.read ?? words.fields[when.field]?.label ?? when.field;
  const values = [when.is].flat().map((value) => optionLabel(words, when.field, value));
  return `${label}: ${listed(values)}`;
}

function secretText({ restricted, hides = [] }: Route): string {
  const from = hides.map((each) =>
    each.savingDeputies ? say.savingDeputies(role(each.role)) : role(each.role),
  );
  const secrecy = restricted ? say.isRestricted : say.isOpen;
  return from.length > 0 ? `${secrecy}, ${say.hidden(listed(from))}` : secrecy;
}

function statesText(from: readonly string[], { states, ended }: Kind, words: KindWords): string {
  const live = states.filter((state) => !ended.includes(state));
  if (states.every((state) => from.includes(state))) return say.anyState;
  if (live.length > 1 && live.every((state) => from.includes(state))) {
    const more = from.filter((state) => !live.includes(state)).map((state) => words.states[state] ?? state);
    return [say.liveState, ...more].join(", ");
  }
  return from.map((state) => words.states[state] ?? state).join(", ");
}

const print = (lines: readonly string[]) => console.log(lines.join("\n"));

function heading(text: string, under = "-"): void {
  print(["", text, under.repeat(text.length), ""]);
}

/** Columns of text, each so wide, with what does not fit on the lines below; the first row stands apart. */
function table(widths: readonly number[], rows: readonly (readonly string[])[]): void {
  for (const row of rows) {
    const cells = row.map((text, at) => wrap(text, (widths[at] ?? width) - 2));
    const height = Math.max(...cells.map(({ length }) => length));
    const lines = Array.from({ length: height }, (_, line) =>
      cells.map((cell, at) => (cell[line] ?? "").padEnd(widths[at] ?? 0)).join(""),
    );
    print(lines.map((line) => line.trimEnd()));
  }
}

function wrap(text: string, room: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last && last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

main();
