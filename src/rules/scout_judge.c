/* Whether a node of the network holds at a place. */
#include "rules/scout.h"

#include <string.h>

/*
 * What is kept of a node's verdict is the moment and the verdict: moment * 4 + one of these.  A node that is asked for while
 * it is being judged says no, which is right for itself, as an endless loop matches nothing; but what others have concluded
 * from it is not kept.
 */
enum verdict { JUDGING = 1, HOLDS_NOT, HOLDS };

static bool judge_fork(scout *s, const network_node *n, const struct spot *at)
{
    switch (n->kind) {
    case NODE_CHOICE: return scout_judge(s, n->next, at) || scout_judge(s, n->other, at);
    case NODE_AHEAD: return scout_judge(s, n->other, at) && scout_judge(s, n->next, at);
    default: return !scout_judge(s, n->other, at) && scout_judge(s, n->next, at); /* NODE_NOT_AHEAD */
    }
}

/* A node from which two ways lead on: all circles go by one, so verdicts are kept here. */
static bool judge_kept(scout *s, uint32_t number, const struct spot *at)
{
    uint32_t *verdict = &s->verdicts[number];
    if (*verdict / 4 == s->moment) {
        if (*verdict % 4 == JUDGING)
            s->tainted = true;
        return *verdict % 4 == HOLDS;
    }
    *verdict = s->moment * 4 + JUDGING;
    bool outside = s->tainted;
    s->tainted = false;
    bool holds = judge_fork(s, &s->network->nodes.at[number], at);
    if (holds)
        *verdict = s->moment * 4 + HOLDS;
    else
        *verdict = s->tainted ? 0 : s->moment * 4 + HOLDS_NOT;
    s->tainted = outside || (s->tainted && !holds);
    return holds;
}

bool scout_judge(scout *s, uint32_t number, const struct spot *at)
{
    const network *all = s->network;
    for (;;) {
        const network_node *n = &all->nodes.at[number];
        bool passes = true;
        switch (n->kind) {
        case NODE_MATCH: return true;
        case NODE_NEVER: return false;
        case NODE_ATOM: return at->atoms[n->other / 64] >> (n->other % 64) & 1;
        case NODE_MARK: break;
        case NODE_BEHIND: passes = letter_in(all->behind.at[n->other], at->before); break;
        case NODE_NOT_BEHIND: passes = !letter_in(all->behind.at[n->other], at->before); break;
        case NODE_SECOND_BEHIND: passes = at->seconds >> n->other & 1; break;
        case NODE_NOT_SECOND_BEHIND: passes = !(at->seconds >> n->other & 1); break;
        case NODE_CHOICE:
        case NODE_AHEAD:
        case NODE_NOT_AHEAD: return judge_kept(s, number, at);
        }
        if (!passes)
            return false;
        number = n->next;
    }
}

/* What was judged before counts no more. */
void scout_look_anew(scout *s)
{
    if (++s->moment < UINT32_MAX / 4)
        return;
    memset(s->verdicts, 0, s->network->nodes.n * sizeof *s->verdicts);
    s->moment = 1;
}
