// The embedded DynamoDB as a process of its own, started by dynamo.ts. Plain JavaScript, so that it starts in a
// tenth of a second; what has no types stays in here.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import dynalite from "dynalite";
import { create, updateIndexes } from "dynalite/db/index.js";

const { folder, port, fresh } = JSON.parse(process.argv[2]);
const level = folder && join(folder, "level");
/** There while the tables are in use: found at a start, it says that the last run did not end well. */
const marker = folder && join(folder, "running");

// Ctrl-C reaches the whole group, but the parent may still be writing: this process ends when the parent has.
process.on("SIGINT", () => {});
process.on("SIGHUP", () => {});
// dynalite throws when a caller hangs up in the middle of a request, which no other caller should suffer from.
process.on("uncaughtException", (error) => {
  if (error.code !== "ECONNRESET") throw error;
});

try {
  const rebuilt = folder ? await prepare() : false;
  const server = dynalite({ path: level, createTableMs: 0 });
  server.keepAliveTimeout = 60_000;
  server.once("error", (error) => refuse(error.message));
  server.listen(port, "127.0.0.1", () => process.send({ port: server.address().port, rebuilt }));
  process.once("disconnect", () => close(server));
  process.once("SIGTERM", () => close(server));
} catch (error) {
  refuse(error.message);
}

/** Makes the folder ready. Throws when another process has it open. Answers whether the indexes were rebuilt. */
async function prepare() {
  mkdirSync(folder, { recursive: true });
  let store = await openLevel();
  if (fresh) {
    // Opened before it is erased: never under the feet of a process that uses it.
    await store.db.close();
    rmSync(level, { recursive: true });
    rmSync(marker, { force: true });
    store = await openLevel();
  }
  const unclean = existsSync(marker);
  writeFileSync(marker, "");
  if (unclean) await rebuildIndexes(store);
  await store.db.close();
  return unclean;
}

async function openLevel() {
  const store = create({ path: level });
  try {
    await store.db.open();
    return store;
  } catch (error) {
    if (error.cause?.code !== "LEVEL_LOCKED") throw error;
    throw new Error(`Another process is running on ${folder}: stop it first`);
  }
}

/** Every index anew from the items: dynalite writes index entries and item apart, so a kill can part them. */
async function rebuildIndexes(store) {
  await store.db.clear({ gte: "index-", lt: "index." });
  for await (const table of store.db.values({ gte: "table~", lt: "table~\xff" }))
    for await (const item of store.db.values({
      gte: `item-${table.TableName}~`,
      lt: `item-${table.TableName}~\xff`,
    }))
      await promisify(updateIndexes)(store, table, null, item);
}

function close(server) {
  // A caller that never finishes must not keep the process: the marker stays, and the next start rebuilds.
  setTimeout(() => process.exit(1), 5000).unref();
  server.close((error) => {
    if (!error && marker) rmSync(marker, { force: true });
    process.exit(error ? 1 : 0);
  });
}

function refuse(message) {
  process.send({ error: message }, () => process.exit(1));
}
