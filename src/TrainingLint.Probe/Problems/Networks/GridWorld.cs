using System;

namespace TrainingLint.Probe.Problems.Networks;

/// <summary>
/// A walk on a 5 x 5 grid with two walls: four moves, each goes astray sideways with probability 0.1; a step costs nothing, the goal pays 1
/// and ends the walk. Everything about it is computed exactly: no episode is ever drawn.
/// </summary>
internal sealed class GridWorld
{
    public const int Side = 5;
    public const int States = Side * Side;
    public const int Actions = 4;

    private const int Goal = States - 1;
    private const double Astray = 0.1;
    private static readonly (int X, int Y)[] Moves = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    private readonly double _discount;
    private readonly double[] _transitions = new double[States * Actions * States];

    /// <summary>The world under a discount.</summary>
    /// <param name="discount">In [0, 1).</param>
    public GridWorld(double discount)
    {
        _discount = discount;
        for (var state = 0; state < Goal; state++)
        {
            for (var action = 0; action < Actions; action++)
            {
                Lead(state, action, action, 1 - (2 * Astray));
                Lead(state, action, (action + 1) % Actions, Astray);
                Lead(state, action, (action + 3) % Actions, Astray);
            }
        }

        BestValues = Solve();
    }

    /// <summary>Value of each action in each state when all later ones are the best, [state, action].</summary>
    public double[] BestValues { get; }

    /// <summary>Value of each action in each state under a policy of action probabilities [state, action]; and how often, discounted, each state is visited from equally likely starts.</summary>
    public (double[] Values, double[] Visits) Evaluate(ReadOnlySpan<double> policy, ReadOnlySpan<double> starts)
    {
        var moves = new double[States * States];
        for (var state = 0; state < States; state++)
        {
            for (var action = 0; action < Actions; action++)
            {
                for (var next = 0; next < States; next++)
                {
                    moves[(state * States) + next] += policy[(state * Actions) + action] * Transition(state, action, next);
                }
            }
        }

        var rewards = new double[States];
        for (var state = 0; state < States; state++)
        {
            rewards[state] = moves[(state * States) + Goal];
        }

        var values = LinearSystem(moves, rewards, transposed: false);
        var visits = LinearSystem(moves, starts, transposed: true);
        return (ActionValues(values), visits);
    }

    private double[] ActionValues(double[] values)
    {
        var result = new double[States * Actions];
        for (var i = 0; i < result.Length; i++)
        {
            for (var next = 0; next < States; next++)
            {
                result[i] += Transition(i / Actions, i % Actions, next) * ((next == Goal ? 1 : 0) + (_discount * values[next]));
            }
        }

        return result;
    }

    private double Transition(int state, int action, int next) => _transitions[(((state * Actions) + action) * States) + next];

    private double[] Solve()
    {
        // Value iteration; the discount is below 1, so that it converges.
        var values = new double[States];
        var actions = new double[States * Actions];
        for (var round = 0; round < 2000; round++)
        {
            actions = ActionValues(values);
            for (var state = 0; state < States; state++)
            {
                values[state] = Math.Max(Math.Max(actions[state * Actions], actions[(state * Actions) + 1]),
                    Math.Max(actions[(state * Actions) + 2], actions[(state * Actions) + 3]));
            }
        }

        return actions;
    }

    /// <summary>Solves (1 - discount M) x = b by elimination with pivots, or with M transposed.</summary>
    private double[] LinearSystem(double[] moves, ReadOnlySpan<double> right, bool transposed)
    {
        var (matrix, x) = (new double[States * States], right.ToArray());
        for (var i = 0; i < States; i++)
        {
            for (var j = 0; j < States; j++)
            {
                matrix[(i * States) + j] = (i == j ? 1 : 0) - (_discount * moves[transposed ? (j * States) + i : (i * States) + j]);
            }
        }

        // Diagonally dominant by rows or columns, so that no pivot is needed.
        for (var k = 0; k < States; k++)
        {
            for (var i = k + 1; i < States; i++)
            {
                var factor = matrix[(i * States) + k] / matrix[(k * States) + k];
                for (var j = k; j < States && factor != 0; j++)
                {
                    matrix[(i * States) + j] -= factor * matrix[(k * States) + j];
                }

                x[i] -= factor * x[k];
            }
        }

        for (var i = States - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < States; j++)
            {
                x[i] -= matrix[(i * States) + j] * x[j];
            }

            x[i] /= matrix[(i * States) + i];
        }

        return x;
    }

    private void Lead(int state, int action, int direction, double probability)
    {
        var (x, y) = ((state % Side) + Moves[direction].X, (state / Side) + Moves[direction].Y);
        var isBlocked = x is < 0 or >= Side || y is < 0 or >= Side || (x == 2 && y is 1 or 3);
        _transitions[(((state * Actions) + action) * States) + (isBlocked ? state : (y * Side) + x)] += probability;
    }
}
