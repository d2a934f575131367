using System;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Recommendation;

/// <summary>
/// Ratings that users of four tastes would give: each user rates 21 of the items, drawn without return; a rating is a bias of each, the
/// product of four factors, and noise of a deviation of 0.3. The last quarter of a user's ratings is held out.
/// </summary>
internal sealed class Ratings
{
    public const int Users = 96;
    public const int Items = 64;
    public const int Trained = Users * TrainedPerUser;

    private const int TrainedPerUser = 16;
    private const int HeldOutPerUser = 5;
    private const int Tastes = 4;
    private const double Noise = 0.3;
    private const double BiasDeviation = 0.4;
    private const double TasteDeviation = 0.6;

    private readonly Rating[] _trained;

    public Ratings(int samples)
    {
        if (samples is < 1 or > Trained)
        {
            throw new ArgumentOutOfRangeException(nameof(samples), FormattableString.Invariant($"there are 1 to {Trained} ratings"));
        }

        var random = new RandomNumbers(7, RandomStream.Construction);
        var (users, items) = (Drawn(Users, random), Drawn(Items, random));
        var rated = Enumerable.Range(0, Users).Select(user => Choice(random)).ToArray();
        var all = Of(users, items, rated, random);
        var mean = all.Average(rating => rating.Value);
        var centred = Array.ConvertAll(all, rating => rating with { Value = rating.Value - mean });
        const int Each = TrainedPerUser + HeldOutPerUser;

        // Sample by sample through the users, so that the first ones are of all of them.
        _trained = [.. Enumerable.Range(0, Trained).Select(i => centred[((i % Users) * Each) + (i / Users)]).Take(samples)];
        HeldOut = [.. centred.Where((_, i) => i % Each >= TrainedPerUser)];
        var trainedMean = _trained.Average(rating => rating.Value);
        Variance = _trained.Average(rating => (rating.Value - trainedMean) * (rating.Value - trainedMean));
    }

    public int Count => _trained.Length;

    /// <summary>Ratings that are never trained on.</summary>
    public Rating[] HeldOut { get; }

    /// <summary>Of the ratings that are trained on.</summary>
    public double Variance { get; }

    public Rating this[int sample] => _trained[sample];

    private static Rating[] Of(double[][] users, double[][] items, int[][] rated, RandomNumbers random) =>
    [
        .. from user in Enumerable.Range(0, Users)
           from item in rated[user]
           select new Rating(user, item, Value(users[user], items[item]) + (Noise * random.NextNormal())),
    ];

    private static double Value(double[] user, double[] item)
    {
        var value = (BiasDeviation * user[Tastes]) + (BiasDeviation * item[Tastes]);
        for (var i = 0; i < Tastes; i++)
        {
            value += TasteDeviation * TasteDeviation * user[i] * item[i];
        }

        return value;
    }

    private static double[][] Drawn(int rows, RandomNumbers random)
    {
        var drawn = new double[rows][];
        for (var i = 0; i < rows; i++)
        {
            drawn[i] = new double[Tastes + 1];
            random.FillNormal(drawn[i]);
        }

        return drawn;
    }

    private static int[] Choice(RandomNumbers random)
    {
        int[] items = [.. Enumerable.Range(0, Items)];
        random.Shuffle(items);
        return items[..(TrainedPerUser + HeldOutPerUser)];
    }
}
