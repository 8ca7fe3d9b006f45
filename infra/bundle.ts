import { readFile, stat } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

/** What the SDKs bring for roads we do not take: Node compiles every byte at each cold start. */
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

/** What the Teams SDK runs at start but needs only to call out: the first call reads and runs it instead. */
const later = [
  "@azure/core-http-compat",
  "@azure/core-rest-pipeline",
  "@azure/msal-node",
  "https-proxy-agent",
  "jsonwebtoken",
  "node-fetch",
];

/** What our own code imports when somebody first asks for it: files of their own, read only then. */
const apart = ["minisearch", "@orama/stemmers/swedish"];

/** What npm puts in several places in the same version, one for each part of the Teams SDK. */
const copied = ["zod"];

const root = resolve(import.meta.dirname, "..");

const options = {
  bundle: true,
  minify: true,
  platform: "node",
  target: "node24",
  // ES modules first: esbuild can leave out what nobody imports. A third less of the DynamoDB client.
  mainFields: ["module", "main"],
  logLevel: "warning",
} as const satisfies BuildOptions;

/**
 * Builds one door into `folder` as `index.cjs`, whose `handler` Lambda calls as `index.handler`, and beside it
 * what is read later. `bytes` are those of `file`, which every cold start compiles.
 */
export async function bundle(entry: string, folder: string): Promise<{ bytes: number; file: string }> {
  const file = join(folder, "index.cjs");
  const put = { later: new Set<string>(), apart: new Map<string, string>() };
  await build({
    ...options,
    entryPoints: [entry],
    outfile: file,
    format: "cjs",
    plugins: [leaveOut(absent), loadLater(later, put.later), keepApart(apart, put.apart), oneCopy(copied)],
  });
  if (put.later.size)
    await build({
      ...options,
      stdin: {
        contents: [...put.later]
          .sort()
          .map((name) => `exports[${JSON.stringify(name)}] = () => require(${JSON.stringify(`./${name}`)});`)
          .join("\n"),
        resolveDir: root,
      },
      outfile: join(folder, "later.cjs"),
      format: "cjs",
      plugins: [leaveOut(absent), oneCopy(copied)],
    });
  for (const [name, path] of put.apart)
    await build({ ...options, entryPoints: [path], outfile: join(folder, name), format: "esm" });
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
 * Puts a package in `later.cjs`, behind a proxy that requires it when something of it is first touched, and notes
 * it in `put`. Only `require` is answered so: an `import` copies the names it wants at once, and gets the package.
 */
function loadLater(packages: readonly string[], put: Set<string>): Plugin {
  return {
    name: "later",
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /^\.\/later\.cjs$/ }, ({ path }) => ({ path, external: true }));
      onResolve({ filter: named(packages) }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (kind !== "require-call" || pluginData === "later") return undefined;
        const real = await resolve(path, { kind, resolveDir, importer, pluginData: "later" });
        if (real.errors.length) return real;
        const name = relative(root, real.path).split(sep).join("/");
        put.add(name);
        // The mark at the end also hides an ".mjs": esbuild would read the proxy as an ES module, and its
        // `module.exports` would replace the door's handler.
        return { path: `${name}?later`, namespace: "later" };
      });
      onLoad({ filter: /.*/, namespace: "later" }, ({ path }) => ({
        // `__esModule` without loading, or interop copies every key at start; then a package that has no
        // default is its own default.
        contents: `
          let real;
          const load = () => (real ??= require("./later.cjs")[${JSON.stringify(path.replace(/\?later$/, ""))}]());
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

/** Leaves a package that is imported when it is needed to a file of its own, and notes in `put` which. */
function keepApart(packages: readonly string[], put: Map<string, string>): Plugin {
  return {
    name: "apart",
    setup({ onResolve, resolve }) {
      onResolve({ filter: named(packages) }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (kind !== "dynamic-import" || pluginData === "apart") return undefined;
        const real = await resolve(path, { kind, resolveDir, importer, pluginData: "apart" });
        if (real.errors.length) return real;
        const name = `${basename(path)}.mjs`;
        put.set(name, real.path);
        return { path: `./${name}`, external: true };
      });
    },
  };
}

/** Takes the first copy of a package for every other of the same version. */
function oneCopy(packages: readonly string[]): Plugin {
  const first = new Map<string, string>();
  return {
    name: "one-copy",
    setup({ onResolve, resolve }) {
      onResolve({ filter: named(packages) }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (pluginData === "one-copy") return undefined;
        const real = await resolve(path, { kind, resolveDir, importer, pluginData: "one-copy" });
        const [folder] = new RegExp(`^.*node_modules.${path}(?=[\\\\/])`).exec(real.path) ?? [];
        if (real.errors.length || !folder) return real;
        const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
        const copy = first.get(`${path} ${version}`) ?? folder;
        first.set(`${path} ${version}`, copy);
        return { ...real, path: join(copy, relative(folder, real.path)) };
      });
    },
  };
}

const named = (packages: readonly string[]) => new RegExp(`^(${packages.join("|")})$`);
