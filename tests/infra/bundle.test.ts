import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundle } from "#infra/bundle";
import { type Door, doors } from "#infra/doors";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "kvalitetsboten-bundle-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("what a bundle leaves out and loads later", () => {
  const file = join(folder, "fixture", "index.cjs");
  beforeAll(() => bundle(join(root, "tests/fixtures/bundle/loads-later.cjs"), join(folder, "fixture")));

  /** Runs the bundle in a process of its own, and tells which modules of Node it had asked for before and after. */
  function call(what: string): { before: string[]; after: string[]; answer: unknown } {
    const program = `
      const { Module } = require("node:module");
      const asked = [];
      const real = Module.prototype.require;
      Module.prototype.require = function (id) { asked.push(id); return real.call(this, id); };
      const { handler } = require(${JSON.stringify(file)});
      const before = [...asked];
      handler(${JSON.stringify(what)}).catch((error) => error.message)
        .then((answer) => console.log(JSON.stringify({ before, after: asked, answer })));`;
    return JSON.parse(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" }));
  }

  test("a package loaded later is not run before it is called, and then works", () => {
    const { before, after, answer } = call("later");
    expect(before).not.toContain("crypto");
    expect(after).toContain("crypto");
    expect(answer).toBe("hej");
  });

  test("an importer finds the default export, or the module itself where there is none", () => {
    expect(call("interop").answer).toEqual(["function", "function", true, true]);
  });

  test("a package left out can be named, and says so when it is called", () => {
    expect(call("absent").answer).toBe("express is left out of the bundle");
  });
});

describe("each door keeps to its size, of what it compiles as it opens", () => {
  const budgets: Record<Door["name"], number> = {
    slack: 820_000,
    teams: 1_280_000,
    // Of which charts are 0.6 MB, their PNG fallback 3.3 and page numbers 1.8: run only for a document that has them.
    file: 5_930_000,
    deliver: 1_290_000,
    compile: 560_000,
    wake: 1_300_000,
  };

  /** What is read once something asks for it: what the Teams SDK calls out with, and what searches. */
  const later: Readonly<Record<string, number>> = {
    "later.cjs": 770_000,
    "minisearch.mjs": 20_000,
    "swedish.mjs": 6_000,
  };
  const search = ["minisearch.mjs", "swedish.mjs"];
  const besides: Partial<Record<Door["name"], readonly string[]>> = {
    slack: search,
    teams: ["later.cjs", ...search],
    deliver: ["later.cjs"],
    wake: ["later.cjs"],
  };

  test.each(doors)("$name", { timeout: 30_000 }, async ({ name, entry }) => {
    const { bytes, file } = await bundle(join(root, entry), join(folder, name));
    expect(bytes).toBeLessThanOrEqual(budgets[name]);
    const beside = readdirSync(join(folder, name)).filter((each) => each !== "index.cjs");
    expect(beside).toEqual(besides[name] ?? []);
    for (const each of beside)
      expect([each, statSync(join(folder, name, each)).size <= (later[each] ?? 0)]).toEqual([each, true]);
    // What draws Word files is carried by the door that gives them, and by no other.
    expect(readFileSync(file, "utf8").includes("w:tblHeader")).toBe(name === "file");
  });
});
