// Run before `npm start` and `npm test`: makes a fresh clone ready. Nothing is installed yet when it runs, so it
// imports what Node has only.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Kvalitetsboten needs Node 20.19 or later; this is ${process.versions.node}: https://nodejs.org`,
  );
  process.exit(1);
}

const why = stale();
if (why) {
  console.log(`Installing the dependencies (npm ci): ${why}`);
  const npm = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: fileURLToPath(root),
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error(`The dependencies could not be installed${npm.error ? `: ${npm.error.message}` : ""}`);
    process.exit(1);
  }
}

/** Why what is installed is not what the lock file asks for; undefined when it is. */
function stale() {
  const installed = packages("node_modules/.package-lock.json");
  if (!installed) return "they are not installed";
  for (const [path, { version, optional }] of Object.entries(packages("package-lock.json") ?? {}))
    if (path && !optional && installed[path]?.version !== version)
      return `${path.replace(/^.*node_modules\//, "")} is ${installed[path]?.version ?? "missing"}, not ${version}`;
}

function packages(file) {
  try {
    return JSON.parse(readFileSync(new URL(file, root), "utf8")).packages;
  } catch {
    return undefined;
  }
}
