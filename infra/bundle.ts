import { stat } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

/**
 * What the SDKs bring for roads we do not take. Node compiles every byte at each cold start, so this is two
 * thirds of the Slack door's weight and a quarter of the Teams door's.
 */
const absent = [
  // Bolt: its receivers other than the one for Lambda, and installation by OAuth.
  "express",
  "@slack/oauth",
  "@slack/socket-mode",
  "raw-body",
  "\\./receivers/(Express|HTTP|SocketMode)Receiver",
  "\\./receivers/(HTTPModuleFunctions|HTTPResponseAck|SocketModeFunctions|SocketModeResponseAck|custom-routes)",
  "\\./(Assistant|AssistantThreadContextStore)",
  // Slack's Web API: files are never sent through the chat, and no answer is streamed.
  "\\./(file-upload|chat-stream)",
  "path-to-regexp",
  // Bot Framework: bots that call bots, the emulator, Azure's own identities, websockets.
  "axios",
  "cross-fetch",
  "@azure/identity",
  "ws",
  // AWS: credentials from anywhere but the environment, where Lambda puts a function's own.
  "@aws-sdk/credential-provider-ini",
  "@aws-sdk/credential-provider-login",
  "@aws-sdk/credential-provider-process",
  "@aws-sdk/credential-provider-sso",
  "@aws-sdk/credential-provider-web-identity",
  "@aws-sdk/nested-clients",
  "@aws-sdk/token-providers",
  "@smithy/credential-provider-imds",
  // zod: what it takes to describe a schema to others.
  "\\.\\./core/(json-schema-processors|to-json-schema)\\.js",
  // AWS: DynamoDB's own operations stream no events.
  "@smithy/core/event-streams",
];

/** What the Teams SDK runs at start but needs only to call out: the first call runs it instead. */
const later = [
  "@azure/core-http-compat",
  "@azure/core-rest-pipeline",
  "@azure/msal-node",
  "https-proxy-agent",
  "jsonwebtoken",
  "node-fetch",
];

/** Builds one door into `folder` as `index.cjs`, whose `handler` Lambda calls as `index.handler`. */
export async function bundle(entry: string, folder: string): Promise<{ bytes: number; file: string }> {
  const file = join(folder, "index.cjs");
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    // ES modules first: esbuild can leave out what nobody imports. A third less of the DynamoDB client.
    mainFields: ["module", "main"],
    plugins: [leaveOut(absent), loadLater(later)],
    logLevel: "warning",
  });
  return { bytes: (await stat(file)).size, file };
}

/** Stands in for a package: it can be named, passed on and inherited from, but throws when it is called. */
function leaveOut(packages: readonly string[]): Plugin {
  return {
    name: "absent",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: named(packages) }, ({ path }) => ({ path, namespace: "absent" }));
      onLoad({ filter: /.*/, namespace: "absent" }, ({ path }) => ({
        contents: `
          const fail = () => { throw new Error(${JSON.stringify(`${path} is left out of the bundle`)}); };
          const absent = new Proxy(function () {}, { get: () => absent, apply: fail, construct: fail });
          module.exports = absent;`,
      }));
    },
  };
}

/**
 * Puts a package behind a proxy that requires it when something of it is first touched. Only `require` is
 * answered so: an `import` copies the names it wants at once, and gets the package itself.
 */
function loadLater(packages: readonly string[]): Plugin {
  return {
    name: "later",
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: named(packages) }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (kind !== "require-call" || pluginData === "later") return undefined;
        const real = await resolve(path, { kind, resolveDir, importer, pluginData: "later" });
        // The mark at the end also hides an ".mjs": esbuild would read the proxy as an ES module, and its
        // `module.exports` would replace the door's handler.
        return real.errors.length ? real : { path: `${real.path}?later`, namespace: "later" };
      });
      onLoad({ filter: /.*/, namespace: "later" }, ({ path }) => ({
        resolveDir: "/",
        // `__esModule` without loading, or interop copies every key at start; then a package that has no
        // default is its own default.
        contents: `
          let real;
          const load = () => (real ??= require(${JSON.stringify(path.replace(/\?later$/, ""))}));
          module.exports = new Proxy(function () {}, {
            get: (_, key) =>
              key === "__esModule" ? true : key === "default" ? (load().default ?? load()) : load()[key],
            has: (_, key) => key in load(),
            apply: (_, self, given) => Reflect.apply(load(), self, given),
            construct: (_, given) => Reflect.construct(load(), given),
          });`,
      }));
    },
  };
}

const named = (packages: readonly string[]) => new RegExp(`^(${packages.join("|")})$`);
