import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
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

  test.each(doors)("$name", { timeout: 30_000 }, async ({ name, entry }) => {
    const { bytes, file } = await bundle(join(root, entry), join(folder, name));
    expect(bytes).toBeLessThanOrEqual(budgets[name]);
    // What draws Word files is carried by the door that gives them, and by no other.
    expect(readFileSync(file, "utf8").includes("w:tblHeader")).toBe(name === "file");
  });
});
