using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>A trainable parameter and its range in the flat vector.</summary>
/// <param name="Name">As named_parameters calls it.</param>
/// <param name="Parameter">The parameter; the model's.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="End">Behind its last number.</param>
internal sealed record ParameterSlot(string Name, Parameter Parameter, int Offset, int End)
{
    private const int NamesInANote = 4;

    /// <summary>The trainable parameters of a model in the order of named_parameters; a tied one counts once.</summary>
    public static IReadOnlyList<ParameterSlot> Find(nn.Module model, ICollection<string> notes)
    {
        var (slots, frozen, next) = (new List<ParameterSlot>(), new List<(string Name, long Count)>(), 0L);
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (!parameter.requires_grad)
            {
                frozen.Add((name, parameter.NumberOfElements));
                continue;
            }

            var end = next + parameter.NumberOfElements;
            if (end > int.MaxValue / sizeof(double))
            {
                throw new TorchProbeException("the model has too many parameters for one vector of doubles");
            }

            slots.Add(new ParameterSlot(name, parameter, (int)next, (int)end));
            next = end;
        }

        Check(slots);
        foreach (var tie in Ties(model))
        {
            notes.Add(tie);
        }

        if (frozen.Count > 0)
        {
            notes.Add(FormattableString.Invariant($"frozen and left out: {Named(frozen.Select(part => part.Name))} ({frozen.Sum(part => part.Count)} numbers)"));
        }

        return slots;
    }

    /// <summary>Names for a note, not too many of them.</summary>
    public static string Named(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(NamesInANote).Select(name => "'" + name + "'"))
            + (all.Length > NamesInANote ? FormattableString.Invariant($" and {all.Length - NamesInANote} more") : "");
    }

    private static void Check(List<ParameterSlot> slots)
    {
        if (slots.Count == 0)
        {
            throw new TorchProbeException("the model has no parameter that is trained; does its constructor call RegisterComponents()?");
        }

        var first = slots[0];
        foreach (var slot in slots)
        {
            if (slot.Parameter.dtype is not (ScalarType.Float32 or ScalarType.Float64))
            {
                throw new TorchProbeException($"the parameter '{slot.Name}' is {slot.Parameter.dtype}; the probe measures Float32 and Float64 (call .to(ScalarType.Float32) on the model)");
            }

            if (slot.Parameter.dtype != first.Parameter.dtype || slot.Parameter.device.ToString() != first.Parameter.device.ToString())
            {
                throw new TorchProbeException(
                    $"the parameter '{slot.Name}' is {slot.Parameter.dtype} on {slot.Parameter.device}, but '{first.Name}' is {first.Parameter.dtype} on {first.Parameter.device}; the probe wants one type on one device");
            }

            using var scope = NewDisposeScope();
            if (!slot.Parameter.isfinite().all().item<bool>())
            {
                throw new TorchProbeException($"the parameter '{slot.Name}' starts with numbers that are not finite");
            }
        }
    }

    /// <summary>Places in which a parameter stands a second time.</summary>
    private static IEnumerable<string> Ties(nn.Module model)
    {
        var places = new Dictionary<IntPtr, string>();
        foreach (var (prefix, module) in model.named_modules().Prepend(("", model)))
        {
            foreach (var (name, parameter) in module.named_parameters(recurse: false))
            {
                var place = prefix.Length > 0 ? prefix + "." + name : name;
                if (!places.TryAdd(parameter.Handle, place) && places[parameter.Handle] != place)
                {
                    yield return $"'{place}' is tied to '{places[parameter.Handle]}': one parameter";
                }
            }
        }
    }
}
