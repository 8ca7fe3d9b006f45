// How much sooner our doors open than the plain SDK programs: `npm run bench`. Both are built here and loaded
// in fresh processes, turn about, so that the ratios hold where the times do not.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { bundle } from "#infra/bundle";
import { doors, type EnvName } from "#infra/doors";

/** Load time as a part of the plain program's (design §7). */
const budgets = { slack: 0.5, teams: 0.65 };
const runs = 11;

const invented: Record<EnvName, string> = {
  MICROSOFT_APP_ID: "00000000-0000-0000-0000-000000000001",
  MICROSOFT_APP_PASSWORD: "invented",
  MICROSOFT_APP_TENANT_ID: "00000000-0000-0000-0000-000000000002",
  TEAMS_SERVICE_HOSTS: "smba.trafficmanager.net",
  SLACK_SIGNING_SECRET: "invented",
  SLACK_BOT_TOKEN: "xoxb-invented",
  TABLE_NAME: "records",
  KEYS_TABLE_NAME: "keys",
  VAULT_KEY: Buffer.alloc(32, 1).toString("base64"),
  PUBLIC_URL: "https://example.com",
  COMPILE_FUNCTION: "invented",
};
const env = {
  ...process.env,
  ...invented,
  AWS_REGION: "eu-north-1",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

interface Program {
  readonly name: string;
  readonly file?: string;
  readonly bytes: number;
  readonly wall: number[];
  readonly inside: number[];
}

const folder = mkdtempSync(join(tmpdir(), "kvalitetsboten-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

const bare: Program = { name: "bare Node", bytes: 0, wall: [], inside: [] };
const pairs: { door: keyof typeof budgets; plain: Program; ours: Program }[] = [];
for (const door of ["slack", "teams"] as const)
  pairs.push({ door, plain: await plain(door), ours: await ours(door) });
const programs = [bare, ...pairs.flatMap(({ plain, ours }) => [plain, ours])];

for (let run = 0; run < runs; run++) for (const program of programs) load(program);

const above = ({ wall }: Program) => median(wall) - median(bare.wall);
const rows = programs.map((program) => ({
  program: program.name,
  "KB (1000)": Math.round(program.bytes / 1000),
  "require ms": Math.round(median(program.inside)),
  "process ms": Math.round(median(program.wall)),
  "above bare ms": Math.round(above(program)),
}));
console.table(rows);
for (const { door, plain, ours } of pairs) {
  const ratio = above(ours) / above(plain);
  const kept = ratio <= budgets[door];
  console.log(
    `${door}: ${ratio.toFixed(2)} × the plain program, budget ${budgets[door]}: ${kept ? "kept" : "BROKEN"}`,
  );
  if (!kept) process.exitCode = 1;
}

/** As esbuild's own guide builds for Node. */
async function plain(name: string): Promise<Program> {
  const file = join(folder, `plain-${name}.cjs`);
  const entry = join(import.meta.dirname, `plain-${name}.ts`);
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    minify: true,
    platform: "node",
    logLevel: "error",
  });
  return { name: `${name}, plain`, file, bytes: statSync(file).size, wall: [], inside: [] };
}

async function ours(name: string): Promise<Program> {
  const door = doors.find((each) => each.name === name);
  if (!door) throw new Error(`There is no door ${name}`);
  const entry = join(import.meta.dirname, "../..", door.entry);
  return { name: `${name}, ours`, ...(await bundle(entry, join(folder, name))), wall: [], inside: [] };
}

/** One fresh process: how long it lives, and how long it spends in `require`. */
function load({ file, wall, inside }: Program): void {
  const require = file ? `require(${JSON.stringify(file)})` : "";
  const source = `const t = performance.now(); ${require}; process.stdout.write("\\n" + (performance.now() - t)); process.exit()`;
  const start = performance.now();
  const printed = execFileSync(process.execPath, ["-e", source], { env, encoding: "utf8" });
  wall.push(performance.now() - start);
  inside.push(Number(printed.slice(printed.lastIndexOf("\n"))));
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
