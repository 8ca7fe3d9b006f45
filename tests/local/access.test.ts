import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { relationWords } from "#cards/text/access";
import { shipped } from "#functions/house";

test("STH-05, MAL-10: `npm run access` tells who may do each act of each kind, on lines that any terminal holds", () => {
  const told = execFileSync("npx", ["tsx", "local/access.ts"], { encoding: "utf8" });
  expect(told.split("\n").filter((line) => line.length > 100)).toEqual([]);
  expect(told).not.toMatch(/undefined|\[object/);
  for (const { words } of Object.values(shipped))
    for (const { label } of Object.values(words.acts)) expect(told).toContain(`\n${label} `);
  for (const { name } of Object.values(relationWords)) expect(told).toContain(`\n${name} `);
  expect(told).toMatch(/Enhetschefen +Hela ärendet +Rapporten och vad som gjordes/);
  expect(told).toMatch(/Malmö stad +SAS +arbetsutskottet/);
});
