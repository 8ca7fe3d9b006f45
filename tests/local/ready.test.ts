import { execFile } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const script = fileURLToPath(new URL("../../local/ready.mjs", import.meta.url));
let clone: string;

/** A clone of three packages, beside an npm that only says how it was called. */
beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), "ready-"));
  for (const folder of ["local", "bin", "node_modules"]) await mkdir(join(clone, folder));
  await cp(script, join(clone, "local/ready.mjs"));
  await npm('echo "npm $@ in $PWD"');
  await lock("package-lock.json", {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/a/node_modules/b": { version: "2.0.0" },
    "node_modules/other-system": { version: "1.0.0", optional: true },
  });
});
afterEach(() => rm(clone, { recursive: true }));

describe("Before start and test", () => {
  test("nothing is done or said when what is installed is what is locked", async () => {
    await installed({ "node_modules/a": "1.0.0", "node_modules/a/node_modules/b": "2.0.0" });
    expect(await ready()).toBe("");
  });

  test("the dependencies are installed when there are none", async () => {
    expect(await ready()).toMatch(
      /^Installing the dependencies \(npm ci\): they are not installed\nnpm ci .* in /,
    );
  });

  test("the dependencies are installed when one is missing", async () => {
    await installed({ "node_modules/a": "1.0.0" });
    expect(await ready()).toMatch("b is missing, not 2.0.0\nnpm ci ");
  });

  test("the dependencies are installed when one has another version", async () => {
    await installed({ "node_modules/a": "1.0.1", "node_modules/a/node_modules/b": "2.0.0" });
    expect(await ready()).toMatch("a is 1.0.1, not 1.0.0\nnpm ci ");
  });

  test("nothing goes on when the installation fails", async () => {
    await npm("exit 7");
    await expect(ready()).rejects.toMatchObject({
      code: 1,
      stderr: "The dependencies could not be installed\n",
    });
  });
});

async function npm(does: string) {
  const path = join(clone, "bin/npm");
  await writeFile(path, `#!/bin/sh\n${does}\n`);
  await chmod(path, 0o755);
}

const lock = (file: string, packages: object) => writeFile(join(clone, file), JSON.stringify({ packages }));

const installed = (versions: Record<string, string>) => {
  const packages = Object.entries(versions).map(([path, version]) => [path, { version }]);
  return lock("node_modules/.package-lock.json", Object.fromEntries(packages));
};

/** What it says, called from another folder than its own. */
async function ready(): Promise<string> {
  const PATH = [join(clone, "bin"), process.env.PATH].join(delimiter);
  const run = promisify(execFile)(process.execPath, [join(clone, "local/ready.mjs")], {
    cwd: tmpdir(),
    env: { ...process.env, PATH },
  });
  return (await run).stdout;
}
