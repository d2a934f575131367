// The repository's own documents as pages: what is linked there is linked here, and a dead link fails the build.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';

const root = fileURLToPath(new URL('../..', import.meta.url));

// What is meant for the editors of a document is not for its readers; a transcript is no shell script, whose colours would mislead.
const asPage = text => text.replace(/^<!--[^]*?-->\n/, '').replaceAll(/^```(console|shell-session)$/gm, '```text');

// Pages must lie where a way leads up to the packages of this folder, so they are copied.
function gathered() {
  const pages = fileURLToPath(new URL('../pages', import.meta.url));
  fs.rmSync(pages, { recursive: true, force: true });
  fs.cpSync(path.join(root, 'docs'), path.join(pages, 'docs'), { recursive: true });
  for (const name of fs.readdirSync(root).filter(name => name.endsWith('.md'))) {
    fs.copyFileSync(path.join(root, name), path.join(pages, name === 'README.md' ? 'index.md' : name));
  }
  for (const name of fs.readdirSync(pages, { recursive: true }).filter(name => name.endsWith('.md'))) {
    const file = path.join(pages, name);
    fs.writeFileSync(file, asPage(fs.readFileSync(file, 'utf8')));
  }
  return pages;
}

// Blocks and rules, as the generated list has them.
function rules() {
  const blocks = [];
  for (const line of fs.readFileSync(path.join(root, 'rules.md'), 'utf8').split('\n')) {
    const block = /^## (.+)$/.exec(line);
    const rule = /^\| \[(TL\d+)\]\((.+)\.md\) \| ([\w-]+) \|/.exec(line);
    if (block) {
      blocks.push({ text: block[1], collapsed: true, items: [] });
    } else if (rule) {
      blocks.at(-1).items.push({ text: `${rule[1]} ${rule[3]}`, link: '/' + rule[2] });
    }
  }
  return blocks.filter(block => block.items.length > 0);
}

// A page for each dialect, as the generated list has them.
function dialects() {
  const rows = fs.readFileSync(path.join(root, 'docs/dialects.md'), 'utf8').matchAll(/^\| \[(.+?)\]\((.+?)\.md\) \|/gm);
  return [...rows].map(([, name, link]) => ({ text: name, link: '/docs/' + link }));
}

// Files of the repository that are no pages are linked where they are; one that is not there fails the build.
function placed(href, from) {
  const target = path.posix.join(path.posix.dirname(from), href.split('#')[0]);
  if (/^(docs\/.*|[^/]+)\.md$/.test(target) || href.startsWith('#')) {
    return href;
  }
  if (!fs.existsSync(path.join(root, target))) {
    throw new Error(`${from} links to ${href}, which is not there`);
  }
  return 'https://github.com/traininglint/traininglint/blob/main/' + target;
}

const page = (text, name) => ({ text, link: '/docs/' + name });

// A page that no sidebar names is found by nobody.
function complete(sidebar) {
  const named = new Set(JSON.stringify(sidebar).match(/\/docs\/[\w./-]+/g));
  const pages = ['', 'dialects/', 'rules/'].flatMap(folder => fs.readdirSync(path.join(root, 'docs', folder)).map(name => folder + name));
  const missing = pages.filter(name => name.endsWith('.md') && !named.has('/docs/' + name.slice(0, -3)));
  if (missing.length > 0) {
    throw new Error('site/.vitepress/config.mjs names no place for docs/' + missing.join(', docs/'));
  }
  return sidebar;
}

export default defineConfig({
  title: 'TrainingLint',
  description: 'A linter for machine-learning training configs and code.',
  lang: 'en',
  head: [['link', { rel: 'icon', href: '/playground/icon.svg', type: 'image/svg+xml' }]],
  srcDir: gathered(),
  outDir: fileURLToPath(new URL('../dist', import.meta.url)),
  cacheDir: fileURLToPath(new URL('../node_modules/.cache', import.meta.url)),
  markdown: {
    // The documents hold types such as List<T> and templates such as {{ rate }}: all of it is text.
    html: false,
    config(md) {
      const render = md.renderer.render.bind(md.renderer);
      md.renderer.render = (...document) => render(...document).replaceAll('{{', '&#123;&#123;');
      // Indented lines are code as fenced ones are.
      md.renderer.rules.code_block = (tokens, index, ...rest) => {
        tokens[index].info = 'text';
        return md.renderer.rules.fence(tokens, index, ...rest);
      };
      const { link_open: link } = md.renderer.rules;
      md.renderer.rules.link_open = (tokens, index, options, env, self) => {
        const href = tokens[index].attrGet('href');
        tokens[index].attrSet('href', /^([a-z]+:|#|\/)/.test(href) ? href : placed(href, env.relativePath));
        return link(tokens, index, options, env, self);
      };
    },
  },
  vite: { publicDir: false },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Playground', link: '/playground/', target: '_self' },
      { text: 'Rules', link: '/rules' },
      { text: 'Changes', link: '/CHANGELOG' },
    ],
    sidebar: complete([
      { text: 'Start', items: [{ text: 'What it is', link: '/' }, page('Install', 'install'), page('Playground', 'playground'), page('Commands', 'cli')] },
      { text: 'Use', items: [page('Configuration', 'configuration'), page('Editors', 'editors'), page('Build servers', 'ci'), page('Review', 'review'), page('Diagnose a run', 'diagnose')] },
      { text: 'Configs', items: [page('Formats', 'formats'), page('Configs of no framework', 'home-made'), page('Dialects of your own', 'dialect-files'), page('Facts of a recipe', 'facts')] },
      { text: 'Dialects', collapsed: true, items: [page('All dialects', 'dialects'), ...dialects()] },
      { text: 'C#', items: [page('The package', 'package'), page('In an IDE', 'ide')] },
      { text: 'Probe', items: [page('Probe', 'probe'), page('Sweeps', 'sweeps'), page('Other languages', 'bridge'), page('TorchSharp', 'probe-torchsharp'), page('Battery', 'battery'), page('Forecast', 'forecast')] },
      { text: 'Evidence', items: [page('Where the limits come from', 'evidence'), page('Found in the wild', 'found-in-the-wild'), page('Measured dialects', 'measured-dialects')] },
      { text: 'Rules', items: [{ text: 'All rules', link: '/rules' }, ...rules()] },
    ]),
  },
});
