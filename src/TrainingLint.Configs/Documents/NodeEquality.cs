namespace TrainingLint.Configs.Documents;

/// <summary>Whether two nodes hold the same values, wherever and however they are written.</summary>
internal static class NodeEquality
{
    /// <summary>True when both hold the same; false as well where comparing would take more than the limit of visited nodes.</summary>
    public static bool AreEqual(ConfigNode left, ConfigNode right)
    {
        var visits = DocumentLimits.VisitedNodes;
        return AreEqual(left, right, ref visits);
    }

    private static bool AreEqual(ConfigNode left, ConfigNode right, ref int visits)
    {
        if (visits-- <= 0 || left.Tag != right.Tag)
        {
            return false;
        }

        switch (left, right)
        {
            case (ScalarNode one, ScalarNode other):
                return one.Text == other.Text && one.Style == other.Style;
            case (SequenceNode one, SequenceNode other) when one.Items.Count == other.Items.Count:
                for (var i = 0; i < one.Items.Count; i++)
                {
                    if (!AreEqual(one.Items[i], other.Items[i], ref visits))
                    {
                        return false;
                    }
                }

                return true;
            case (MappingNode one, MappingNode other) when one.Entries.Count == other.Entries.Count:
                foreach (var entry in one.Entries)
                {
                    if (other.Find(entry.Key.Text) is not { } found || !AreEqual(entry.Value, found.Value, ref visits))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }
}
