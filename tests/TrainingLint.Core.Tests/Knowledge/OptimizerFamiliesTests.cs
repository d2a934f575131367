using System;
using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Tests.Knowledge;

public class OptimizerFamiliesTests
{
    [Theory]
    [InlineData("SGD", OptimizerFamily.Sgd)]
    [InlineData("torch.optim.SGD", OptimizerFamily.Sgd)]
    [InlineData("sgd_nesterov", OptimizerFamily.Sgd)]
    [InlineData("Momentum", OptimizerFamily.Sgd)]
    [InlineData("MomentumOptimizer", OptimizerFamily.Sgd)]
    [InlineData("nag", OptimizerFamily.Sgd)]
    [InlineData("SGDScheduleFree", OptimizerFamily.Sgd)]
    [InlineData("Adam", OptimizerFamily.Adam)]
    [InlineData("dadam", OptimizerFamily.SelfScaling)]
    [InlineData("fusedadam", OptimizerFamily.Adam)]
    [InlineData("adamw_torch_fused", OptimizerFamily.Adam)]
    [InlineData("paged_adamw_8bit", OptimizerFamily.Adam)]
    [InlineData("adamw_bnb_8bit", OptimizerFamily.Adam)]
    [InlineData("DecoupledAdamW", OptimizerFamily.Adam)]
    [InlineData("distributed_fused_adam", OptimizerFamily.Adam)]
    [InlineData("adam_onecycle", OptimizerFamily.Adam)]
    [InlineData("NAdam", OptimizerFamily.Adam)]
    [InlineData("torch_optimizer.RAdam", OptimizerFamily.Adam)]
    [InlineData("Adamax", OptimizerFamily.Adam)]
    [InlineData("adan", OptimizerFamily.Adam)]
    [InlineData("came_pytorch", OptimizerFamily.Adam)]
    [InlineData("adopt_adamw", OptimizerFamily.Adam)]
    [InlineData("bitsandbytes.optim.AdamW8bit", OptimizerFamily.Adam)]
    [InlineData("schedule_free_adamw", OptimizerFamily.Adam)]
    [InlineData("Lion", OptimizerFamily.Lion)]
    [InlineData("DecoupledLionW", OptimizerFamily.Lion)]
    [InlineData("decoupled_lionw_8b", OptimizerFamily.Lion)]
    [InlineData("paged_lion_8bit", OptimizerFamily.Lion)]
    [InlineData("lion_32bit", OptimizerFamily.Lion)]
    [InlineData("Lion8bit", OptimizerFamily.Lion)]
    [InlineData("adafactor", OptimizerFamily.Adafactor)]
    [InlineData("Adadelta", OptimizerFamily.Adadelta)]
    [InlineData("adagrad", OptimizerFamily.Adagrad)]
    [InlineData("RMSprop", OptimizerFamily.RmsProp)]
    [InlineData("rmsprop_tf", OptimizerFamily.RmsProp)]
    [InlineData("NovoGrad", OptimizerFamily.Novograd)]
    [InlineData("LARS", OptimizerFamily.Lars)]
    [InlineData("LarsMomentumOptimizer", OptimizerFamily.Lars)]
    [InlineData("larc", OptimizerFamily.Lars)]
    [InlineData("FusedLAMB", OptimizerFamily.Lamb)]
    [InlineData("fusedlamb", OptimizerFamily.Lamb)]
    [InlineData("lambw", OptimizerFamily.Lamb)]
    [InlineData("NVLamb", OptimizerFamily.Lamb)]
    [InlineData("muon", OptimizerFamily.Muon)]
    [InlineData("MuonWithAuxAdam", OptimizerFamily.Muon)]
    [InlineData("dion", OptimizerFamily.Muon)]
    [InlineData("Prodigy", OptimizerFamily.SelfScaling)]
    [InlineData("DAdaptAdam", OptimizerFamily.SelfScaling)]
    [InlineData("torch.optim.LBFGS", OptimizerFamily.SelfScaling)]
    [InlineData("Rprop", OptimizerFamily.SelfScaling)]
    public void NamesThatFrameworksUse_HaveTheirFamily(string name, OptimizerFamily family) =>
        Assert.Equal(family, OptimizerFamilies.Of(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("shampoo")]
    [InlineData("yogi")]
    [InlineData("LambdaLR")]
    [InlineData("lambda")]
    [InlineData("OptimizerManager")]
    [InlineData("one_million")]
    [InlineData("accordion")]
    [InlineData("camera")]
    [InlineData("torch.adam.Custom")]
    public void OtherNamesAndWordsThatContainOne_HaveNone(string? name) =>
        Assert.Equal(OptimizerFamily.Unknown, OptimizerFamilies.Of(name));

    [Theory]
    [InlineData("AdamW", true)]
    [InlineData("adamw_torch", true)]
    [InlineData("DecoupledAdamW", true)]
    [InlineData("fused_adam", true)]
    [InlineData("AdaBelief", true)]
    [InlineData("Lion", true)]
    [InlineData("LAMB", true)]
    [InlineData("Adam", false)]
    [InlineData("NAdam", false)]
    [InlineData("SGD", false)]
    public void DecouplingOfDecay_FollowsTheName(string name, bool decouples) =>
        Assert.Equal(decouples, OptimizerFamilies.DecouplesWeightDecay(name));

    [Theory]
    [InlineData("Momentum", true)]
    [InlineData("sgd_nesterov", true)]
    [InlineData("nag", true)]
    [InlineData("SGDScheduleFree", true)]
    [InlineData("SGD", false)]
    [InlineData("manager", false)]
    public void MomentumInTheName_IsKnown(string name, bool names) => Assert.Equal(names, OptimizerFamilies.NamesMomentum(name));

    [Fact]
    public void EveryFamily_HasAName() =>
        Assert.All(Enum.GetValues<OptimizerFamily>(), family => Assert.NotEqual("", OptimizerFamilies.NameOf(family)));

    [Fact]
    public void EveryFamilyButSelfScaling_HasARangeOfRates() =>
        Assert.All(Enum.GetValues<OptimizerFamily>().Where(family => family != OptimizerFamily.SelfScaling),
            family => Assert.Contains(LearningRateRanges.Rows, row => row.Family == family));
}
