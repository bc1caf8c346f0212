import type { VNode } from 'preact';
import { useSay } from '../../../web/page-context.js';
import { ESTIMATE_TEXTS as T } from '../estimate.texts.js';
import type { SaidEstimate } from '../estimate-words.js';

/** 「约 N 家能答」 beside the form of a demand. Null: asked too often, the last figure is not shown as if it were new. */
export function EstimateSide({ estimate }: { estimate: SaidEstimate | null }): VNode {
  const say = useSay();
  return estimate ? <Figures estimate={estimate} /> : <p class="s soft">{say(T.busy)}</p>;
}

function Figures({ estimate }: { estimate: SaidEstimate }): VNode {
  const say = useSay();
  const rows = [
    [say(T.eligible), estimate.eligible],
    [say(T.able), estimate.able],
    [say(T.invited), estimate.invited],
  ];
  return (
    <>
      <h2 class="h3">{estimate.title}</h2>
      <p class="s soft">{say(T.basis)}</p>
      <table class="mini">
        <caption class="vh">{say(T.caption)}</caption>
        <tbody>
          {rows.map(([name, count]) => (
            <tr>
              <th scope="row">{name}</th>
              <td class="r">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {estimate.widenings.map((sentence) => (
        <p class="s">{sentence}</p>
      ))}
    </>
  );
}
