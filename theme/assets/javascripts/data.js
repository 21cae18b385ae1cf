// Data that lie in scripts (generator/website/script.py), as a page from a disk may read nothing else: each file is read
// when it is needed, and once. `jiangpuData(call, directory)` gives what was read, by name, and how to read more.
window.jiangpuData = function (call, directory) {
  "use strict";
  const held = {}, asked = {};

  window[call] = (name, what) => {
    held[name] = what;
  };

  function load(name, digest) {
    asked[name] = asked[name] || new Promise((done, failed) => {
      const node = document.createElement("script");
      node.src = directory.replace(/[^/]*$/, `${name}.${digest}.js`);
      node.onload = () => done(held[name]);
      node.onerror = () => {
        delete asked[name];
        failed(new Error(name));
      };
      document.head.appendChild(node);
    });
    return asked[name];
  }

  return { held, load };
};
