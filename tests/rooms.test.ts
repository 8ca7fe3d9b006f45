import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { kinds } from "#domain/kinds/index";

/** The rules of the house (design §2), read out of its own source. */
interface Source {
  readonly path: string;
  readonly text: string;
}

function sources(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.parentPath.includes("node_modules"),
    )
    .map((entry) => relative(".", join(entry.parentPath, entry.name)))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

const order = ["domain", "cards", "functions", "bot"] as const;
const aside = ["infra", "local", "tests"] as const;
const house = order.flatMap(sources);

/** Which rooms a file imports from, and which packages. */
function imports({ path, text }: Source): { rooms: string[]; packages: string[] } {
  const names = [...text.matchAll(/(?<!")(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  const rooms = names.flatMap((name) => {
    if (name.startsWith("#")) return [name.slice(1).split("/")[0] ?? ""];
    return name.startsWith(".") ? [normalize(join(dirname(path), name)).split("/")[0] ?? ""] : [];
  });
  return { rooms, packages: names.filter((name) => !name.startsWith("#") && !name.startsWith(".")) };
}

function wrongWay(source: Source): string[] {
  const room = source.path.split("/")[0] ?? "";
  const own = order.indexOf(room as (typeof order)[number]);
  return imports(source).rooms.filter(
    (other) =>
      (aside as readonly string[]).includes(other) || order.indexOf(other as (typeof order)[number]) > own,
  );
}

/** What domain and cards may use: computing, never the world. Of a library of dates only what is told the zone. */
const pure = ["@date-fns/tz/tzOffset", "zod", "node:crypto"];
/** Packages that draw files, or read them, each in its own corner. */
const onlyHere: Readonly<Record<string, RegExp>> = {
  yaml: /^domain\/yaml-file\.ts$/,
  docx: /^cards\/word(-\w+)?\.ts$/,
  "docx/layout": /^cards\/word\.ts$/,
  "echarts/charts": /^cards\/chart\.ts$/,
  "echarts/components": /^cards\/chart\.ts$/,
  "echarts/core": /^cards\/chart\.ts$/,
  "echarts/renderers": /^cards\/chart\.ts$/,
  "@cf-wasm/resvg/node": /^cards\/picture\.ts$/,
  "write-excel-file/node": /^cards\/workbook\.ts$/,
};

function impure(source: Source): string[] {
  const packages = imports(source).packages.filter(
    (name) => !pure.includes(name) && !onlyHere[name]?.test(source.path) && !typesOnly(source, name),
  );
  const clocks =
    source.text.match(/Date\.now\(|new Date\(\)|DateTime\.|TZDate|Math\.random\(|process\./g) ?? [];
  return [...packages, ...clocks];
}

const typesOnly = ({ text }: Source, name: string) =>
  new RegExp(`import type [^;]*"${name.replaceAll("/", "\\/")}"`).test(text);

const kindRooms = /^(domain\/(kinds|checklists|figures|documents)|cards\/text|municipalities|tests)\//;

function namesKinds(source: Source, names: readonly string[]): string[] {
  if (kindRooms.test(source.path)) return [];
  return names.filter((name) =>
    new RegExp(`(===|!==|==|!=|case|\\[)\\s*["'\`]${name}["'\`]|["'\`]${name}["'\`]\\s*(===|!==|==|!=)`).test(
      source.text,
    ),
  );
}

const swedishRooms = /^(cards\/text|domain\/checklists|municipalities|tests)\//;
/** Grammar, names of laws and places, not sentences the house says. */
const swedishWords = [
  "domain/said-time.ts",
  "domain/said-words.ts",
  "domain/law.ts",
  "bot/commands.ts",
  "local/history/words.ts",
  "local/people.ts",
  "local/play.ts",
];

function swedish(source: Source): string[] {
  if (swedishRooms.test(source.path) || swedishWords.includes(source.path)) return [];
  if (/^local\/town\/page\/words/.test(source.path)) return [];
  const code = source.text
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/^\s*\/\/.*$/gm, "")
    .replaceAll(/\s\/\/ .*$/gm, "");
  const strings = code.match(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g) ?? [];
  return strings.filter((string) => /[åäöÅÄÖ]/.test(string));
}

describe("the rooms", () => {
  test("import one way: bot, functions, cards, domain", () => {
    expect(house.flatMap((source) => wrongWay(source).map((room) => `${source.path} -> ${room}`))).toEqual(
      [],
    );
  });

  test("domain and cards have no SDK, no clock, no chance and no environment", () => {
    const rooms = house.filter(({ path }) => /^(domain|cards)\//.test(path));
    expect(rooms.flatMap((source) => impure(source).map((what) => `${source.path}: ${what}`))).toEqual([]);
  });

  test("no kind is known by name on the road", () => {
    const names = Object.keys(kinds);
    const road = [...house, ...sources("infra"), ...sources("local")];
    expect(
      road.flatMap((source) => namesKinds(source, names).map((name) => `${source.path}: ${name}`)),
    ).toEqual([]);
  });

  test("every Swedish sentence stands in the catalogues", () => {
    const code = [...house, ...sources("infra"), ...sources("local")];
    expect(code.flatMap((source) => swedish(source).map((text) => `${source.path}: ${text}`))).toEqual([]);
  });

  test("the two platforms hold the same files", () => {
    const names = (folder: string) => readdirSync(folder).sort();
    expect(names("bot/teams")).toEqual(names("bot/slack"));
  });

  test("the checker catches what it is there for", () => {
    const bad = (path: string, text: string) => ({ path, text });
    expect(wrongWay(bad("domain/x.ts", 'import { y } from "#cards/card";'))).toEqual(["cards"]);
    expect(wrongWay(bad("cards/x.ts", 'import { y } from "../functions/act.ts";'))).toEqual(["functions"]);
    expect(wrongWay(bad("bot/x.ts", 'import { y } from "#local/clock";'))).toEqual(["local"]);
    expect(impure(bad("domain/x.ts", 'import { z } from "@aws-sdk/client-dynamodb";'))).toHaveLength(1);
    expect(impure(bad("cards/x.ts", "const now = Date.now();"))).toHaveLength(1);
    expect(impure(bad("cards/x.ts", 'import { isToday } from "date-fns";'))).toHaveLength(1);
    expect(namesKinds(bad("functions/x.ts", 'if (kind === "deviation") {}'), ["deviation"])).toEqual([
      "deviation",
    ]);
    expect(namesKinds(bad("functions/x.ts", 'words["deviation"]'), ["deviation"])).toEqual(["deviation"]);
    expect(swedish(bad("functions/x.ts", 'const text = "Försök igen";'))).toHaveLength(1);
  });
});
