import type { ComponentChildren, VNode } from 'preact';

/** One filled button a page; `alt` is outlined, `quiet` a word, `no` refuses. */
type ButtonKind = 'fill' | 'alt' | 'quiet' | 'no';

interface Look {
  kind?: ButtonKind;
  /** 44 px instead of 48. */
  small?: boolean;
  full?: boolean;
  /** The officer's key, printed on the button and obeyed by the client script. */
  hotkey?: string;
  children: ComponentChildren;
}

function classes({ kind = 'fill', small, full }: Look, more = ''): string {
  return ['btn', kind === 'fill' ? '' : kind, small ? 'sm' : '', full ? 'full' : '', more].filter(Boolean).join(' ');
}

function Key({ of }: { of?: string | undefined }): VNode | null {
  return of ? (
    <>
      {' '}
      <kbd>{of.toUpperCase()}</kbd>
    </>
  ) : null;
}

interface ButtonProps extends Look {
  /** Sent with the form when this button was the one. */
  name?: string;
  value?: string;
  type?: 'submit' | 'button';
  /** Another address than the form's. */
  action?: string;
  /** Goes on without the browser's own checks: back, find, save a draft. */
  unchecked?: boolean;
  /** Say why beside it: a disabled button alone explains nothing. */
  disabled?: boolean;
  push?: boolean;
  id?: string;
}

export function Button(props: ButtonProps): VNode {
  return (
    <button
      class={classes(props, props.push ? 'push' : '')}
      type={props.type ?? 'submit'}
      id={props.id}
      name={props.name}
      value={props.value}
      formAction={props.action}
      formNoValidate={props.unchecked}
      disabled={props.disabled}
      data-key={props.hotkey?.toLowerCase()}
    >
      {props.children}
      <Key of={props.hotkey} />
    </button>
  );
}

interface ButtonLinkProps extends Look {
  href: string;
  push?: boolean;
  /** Shown on one side of 64 rem only. */
  only?: 'narrow' | 'wide';
  noPrint?: boolean;
  download?: boolean;
}

export function ButtonLink(props: ButtonLinkProps): VNode {
  const more = [props.push ? 'push' : '', props.only ?? '', props.noPrint ? 'noprint' : ''].filter(Boolean).join(' ');
  return (
    <a class={classes(props, more)} href={props.href} download={props.download} data-key={props.hotkey?.toLowerCase()}>
      {props.children}
      <Key of={props.hotkey} />
    </a>
  );
}

/** The row of buttons below what they decide. */
export function Acts({ children, spaced, after }: { children: ComponentChildren; /** As a field of a form. */ spaced?: boolean; after?: boolean }): VNode {
  return <div class={`acts${spaced ? ' f' : ''}${after ? ' after' : ''}`}>{children}</div>;
}
