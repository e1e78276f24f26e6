// A small virtual tree: components are functions from state to nodes, `makeRenderer` makes the document agree.
// Elements stay the same element as long as tag and key do, so focus, scroll position and half-typed text survive.

export type Child = VNode | string | number | false | null | undefined | readonly Child[];

export interface Props {
  readonly key?: string;
  /** Called once the element is in the document. */
  readonly mount?: (element: HTMLElement) => void;
  /** Called after each later rendering. */
  readonly patched?: (element: HTMLElement) => void;
  /** Called once the element is gone and the rest agrees with the new state. */
  readonly unmount?: (element: HTMLElement) => void;
  /** Attributes; `on…` are event handlers; `value` and `checked` are set only when they change here. */
  readonly [name: string]: unknown;
}

export interface VNode {
  readonly tag: string;
  readonly classes: string;
  readonly key: string | undefined;
  readonly props: Props;
  readonly children: readonly VNode[];
  readonly text: string;
}

/** `h('button.primary', { onclick }, 'Send')`. Empty children may be `false`, `null` or `undefined`. */
export function h(selector: string, props?: Props | null, ...children: readonly Child[]): VNode {
  const [tag = 'div', ...classes] = selector.split('.');
  return {
    tag,
    classes: classes.join(' '),
    key: props?.key,
    props: props ?? {},
    children: flat(children),
    text: '',
  };
}

/**
 * A child without a key is known by its place among the arguments. So an optional one that comes or goes (`false`)
 * does not make its neighbours look like each other.
 */
function flat(children: readonly Child[], place = '@'): readonly VNode[] {
  return children.flatMap((child, index): readonly VNode[] => {
    const key = `${place}${index}`;
    if (child === false || child === null || child === undefined || child === '') return [];
    if (typeof child === 'string' || typeof child === 'number') {
      return [{ tag: '#text', classes: '', key, props: {}, children: [], text: String(child) }];
    }
    if (Array.isArray(child)) return flat(child, `${key}.`);
    const node = child as VNode;
    return [node.key === undefined ? { ...node, key } : node];
  });
}

const SVG = 'http://www.w3.org/2000/svg';

export function makeRenderer(root: HTMLElement): (tree: Child) => void {
  const known = new WeakMap<Node, VNode>();
  let after: (() => void)[] = [];

  function create(node: VNode, parent: Node): Node {
    if (node.tag === '#text') {
      const text = document.createTextNode(node.text);
      known.set(text, node);
      return text;
    }
    const inSvg = node.tag === 'svg' || (parent instanceof SVGElement && parent.tagName !== 'foreignObject');
    const element = inSvg ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
    apply(element, undefined, node);
    patchChildren(element, node.children);
    known.set(element, node);
    const { mount } = node.props;
    if (mount !== undefined) after.push(() => mount(element as HTMLElement));
    return element;
  }

  function update(dom: Node, old: VNode, node: VNode): void {
    known.set(dom, node);
    if (node.tag === '#text') {
      if (old.text !== node.text) dom.nodeValue = node.text;
      return;
    }
    apply(dom as Element, old, node);
    patchChildren(dom, node.children);
    const { patched } = node.props;
    if (patched !== undefined) after.push(() => patched(dom as HTMLElement));
  }

  function patchChildren(parent: Node, children: readonly VNode[]): void {
    const free = [...parent.childNodes].flatMap((dom) => {
      const node = known.get(dom);
      return node === undefined ? [] : [{ dom, node }];
    });
    const pairs = children.map((node) => {
      const index = free.findIndex(({ node: old }) => old.tag === node.tag && old.key === node.key);
      const [match] = index < 0 ? [] : free.splice(index, 1);
      return { node, match };
    });
    // First away with the old, so that what stays need not be moved: moving an element takes its focus.
    for (const { dom, node } of free) {
      parent.removeChild(dom);
      leave(node, dom);
    }
    let at: ChildNode | null = parent.firstChild;
    for (const { node, match } of pairs) {
      if (match === undefined) {
        parent.insertBefore(create(node, parent), at);
        continue;
      }
      if (match.dom === at) at = at.nextSibling;
      else parent.insertBefore(match.dom, at);
      update(match.dom, match.node, node);
    }
  }

  function leave(node: VNode, dom: Node): void {
    const { unmount } = node.props;
    if (unmount !== undefined) after.push(() => unmount(dom as HTMLElement));
    node.children.forEach((child, index) => {
      const inner = dom.childNodes[index];
      if (inner !== undefined) leave(child, inner);
    });
  }

  return function render(tree) {
    patchChildren(root, flat([tree]));
    const hooks = after;
    after = [];
    for (const hook of hooks) hook();
  };
}

const notAttributes = new Set(['key', 'mount', 'patched', 'unmount']);

function apply(element: Element, old: VNode | undefined, node: VNode): void {
  const before = old?.props ?? {};
  const classes = [node.classes, node.props.class].filter(Boolean).join(' ');
  if ((element.getAttribute('class') ?? '') !== classes) element.setAttribute('class', classes);
  for (const name of new Set([...Object.keys(before), ...Object.keys(node.props)])) {
    if (notAttributes.has(name) || name === 'class') continue;
    const value = node.props[name];
    if (before[name] === value && old !== undefined) continue;
    set(element, name, value);
  }
}

function set(element: Element, name: string, value: unknown): void {
  if (name.startsWith('on')) {
    Reflect.set(element, name, value ?? null);
  } else if (name === 'value' || name === 'checked') {
    // What a person is typing right now is theirs.
    if (name === 'value' && document.activeElement === element && element.getAttribute('data-live') === null)
      return;
    const wanted = value ?? (name === 'value' ? '' : false);
    if (Reflect.get(element, name) !== wanted) Reflect.set(element, name, wanted);
  } else if (name === 'style' && element instanceof HTMLElement) {
    for (const [property, text] of Object.entries((value ?? {}) as Record<string, string>)) {
      element.style.setProperty(property, text);
    }
  } else if (value === undefined || value === null || value === false) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}
