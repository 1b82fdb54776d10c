/* Making elements.  Text goes in as text nodes: nothing here, or anywhere in the page, reads a string as HTML. */
const $ = (id) => document.getElementById(id);

function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {}))
        if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
        else if (value === true) node.setAttribute(name, "");
        else if (value !== false && value !== undefined && value !== null) node.setAttribute(name, value);
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
}

const make = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const draw = (tag, attributes, ...children) =>
    fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

const clip = (text, size) => (text.length > size ? text.slice(0, size - 1).trimEnd() + "…" : text);
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
