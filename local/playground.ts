import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { demoPeople } from "./people.ts";
import { surroundings } from "./surroundings.ts";
import { memberIdOf } from "./teams/connector.ts";
import { knock } from "./teams/knock.ts";
import { startTeamsService, type TeamsService } from "./teams/service.ts";
import { bytesOf } from "./town/wire.ts";

/**
 * A second witness: Microsoft 365 Agents Playground in the place of our Teams. It signs nothing, so a small
 * relay signs its activities for the door, which stays as locked as it is. Fetched when first asked for.
 */
const name = "@microsoft/m365agentsplayground";
const version = "0.2.28";
const playgroundPort = 56_150;
const playground = `http://127.0.0.1:${playgroundPort}`;
const root = fileURLToPath(new URL("../", import.meta.url));
const folder = join(root, ".local", "playground");

async function main(): Promise<void> {
  const env = surroundings(process.env, join(root, ".local", "values.json"));
  const port = env.PORT ?? "3000";
  // Only keys and login are ours: the Connector is the Playground's.
  const teams = await startTeamsService({
    appId: env.MICROSOFT_APP_ID ?? "",
    appPassword: env.MICROSOFT_APP_PASSWORD ?? "",
    tenant: env.MICROSOFT_APP_TENANT_ID ?? "",
  });
  const relay = await openRelay(
    { ...teams, serviceUrl: `${playground}/_connector` },
    `http://127.0.0.1:${port}/api/messages`,
  );
  const cli = fetched();
  writeFileSync(join(folder, ".m365agentsplayground.yml"), settings(teams));

  const house = spawn(process.execPath, ["--import", "tsx", "local/start.ts", ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      BOT_OPENID_METADATA_URL: teams.openIdMetadataUrl,
      BOT_LOGIN_URL: teams.loginUrl,
      TEAMS_SERVICE_HOSTS: `127.0.0.1:${playgroundPort}`,
    },
  });
  house.once("exit", (code) => process.exit(code ?? 1));
  await untilOpen(`http://127.0.0.1:${port}/`);
  const its = ["--service-url", `${playground}/_connector`, "--port", String(playgroundPort), "--dt"];
  const shown = spawn(process.execPath, [cli, "start", "-e", relay, "-c", "msteams", ...its], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
  });
  shown.once("exit", (code) => {
    console.error(
      `The Playground ended with ${code}: is port ${playgroundPort} free? See ${folder}/devTools.`,
    );
    house.kill("SIGTERM");
  });
  console.log(`The Playground is at http://localhost:${playgroundPort}, with Anna in it.`);
  const stop = () => {
    shown.removeAllListeners("exit");
    shown.kill();
    house.kill("SIGTERM");
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

/** Signs what comes as the Bot Framework would, and passes it on to the door. Gives its own address. */
async function openRelay(teams: TeamsService, door: string): Promise<string> {
  const server = createServer(async (request, response) => {
    if (request.method !== "POST") return response.writeHead(200).end();
    const activity = JSON.parse((await bytesOf(request)).toString("utf8"));
    const { status, body } = await knock(teams, { url: door }, activity);
    return response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
}

/** Where the Playground's program is; fetched by npm, outside of the project's own packages, when missing. */
function fetched(): string {
  const cli = join(folder, "node_modules", name, "cli.js");
  mkdirSync(folder, { recursive: true });
  if (existsSync(cli)) return cli;
  console.log(`Fetching ${name} ${version} …`);
  // npm would else look for a project further up, and put it there.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", `${name}@${version}`], {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return cli;
}

/** Osby's people, in the file that the Playground reads; YAML takes JSON as it is. */
function settings(teams: TeamsService): string {
  const [currentUser, ...users] = demoPeople.map(({ teams: id, name, email }) => {
    const [givenName = name, ...rest] = name.split(" ");
    const surname = rest.join(" ");
    const ids = { id: memberIdOf({ id, name }), aadObjectId: id };
    return { ...ids, name, givenName, surname, email, userPrincipleName: email };
  });
  const channels = [{ id: "channel", name: "Meddelanden" }];
  return JSON.stringify({
    version: "0.1.1",
    tenantId: teams.tenant,
    bot: { id: teams.botId, name: "Kvalitetsboten" },
    currentUser,
    // It takes five others, no more and no fewer.
    users: users.slice(0, 5),
    personalChat: { id: "personal" },
    groupChat: { id: "group", name: "Gruppchatt" },
    team: { id: "team", name: "Osby", aadGroupId: "00000000-0000-4000-8000-000000000031", channels },
  });
}

async function untilOpen(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((again) => setTimeout(again, 100));
  }
  throw new Error(`nobody opens at ${url}`);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
