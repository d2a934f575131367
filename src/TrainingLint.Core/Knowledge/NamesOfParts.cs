namespace TrainingLint.Core.Knowledge;

/// <summary>The names under which libraries offer what a training is put together from, besides its optimizer: losses, activations, adapters and the like.</summary>
public static class NamesOfParts
{
    /// <summary>Losses, by library.</summary>
    public static KnownNames Losses { get; } = new(
        "loss",

        // torch/nn/modules/loss.py and torch/nn/functional.py
        "L1Loss NLLLoss NLLLoss2d PoissonNLLLoss GaussianNLLLoss KLDivLoss MSELoss BCELoss BCEWithLogitsLoss HingeEmbeddingLoss MultiLabelMarginLoss SmoothL1Loss HuberLoss SoftMarginLoss CrossEntropyLoss "
        + "MultiLabelSoftMarginLoss CosineEmbeddingLoss MarginRankingLoss MultiMarginLoss TripletMarginLoss TripletMarginWithDistanceLoss CTCLoss mse_loss l1_loss nll_loss bce_loss ce_loss cross_entropy binary_cross_entropy "
        + "binary_cross_entropy_with_logits smooth_l1 smooth_l1_loss huber_loss nll_loss cross_entropy_loss bce_loss margin_ranking margin_ranking_loss kl_div hinge huber",

        // keras/losses, fairseq criterions, trl (loss_type of DPO), PaddleSeg, PaddleClas, BasicSR, mmdet
        "mean_squared_error mean_absolute_error categorical_crossentropy binary_crossentropy sparse_categorical_crossentropy categorical_hinge cosine_similarity logcosh kl_divergence poisson "
        + "label_smoothed_cross_entropy masked_lm adaptive_loss sentence_prediction ctc wav2vec model sigmoid robust exo_pair nca_pair sppo_hard aot aot_pair discopop apo_zero apo_down "
        + "CELoss DiceLoss FocalLoss LovaszSoftmaxLoss OhemCrossEntropyLoss TripletLoss CenterLoss CharbonnierLoss PerceptualLoss GANLoss WeightedTVLoss IoULoss GIoULoss DIoULoss CIoULoss GeneralizedFocalLoss SigmoidFocalLoss "
        + "dice focal mse mae rmse bce nll contrastive triplet wgan lsgan vanilla kld info_nce ntxent arcface cosface charbonnier");

    /// <summary>Activation functions, by library.</summary>
    public static KnownNames Activations { get; } = new(
        "activation",

        // torch/nn/modules/activation.py; transformers/activations.py; keras/activations; megatron
        "ReLU ReLU6 LeakyReLU PReLU RReLU ELU SELU CELU GELU Sigmoid LogSigmoid Tanh Tanhshrink Hardtanh Hardsigmoid Hardswish Hardshrink Softplus Softshrink Softsign Softmax Softmin Threshold Mish SiLU GLU swish snake "
        + "quick_gelu gelu_new gelu_fast gelu_python gelu_pytorch_tanh gelu_tanh relu2 squared_relu snakebeta hard_swish prelu sqrelu swiglu geglu reglu swish_glu fast-swiglu fast-geglu openai_gelu linear identity lrelu erf sine exponential softsign_glu laplace xielu bias_gelu approximate_gelu");

    /// <summary>Ways to initialise weights, by library.</summary>
    public static KnownNames Initializers { get; } = new(
        "initialisation",

        // torch/nn/init.py; keras/initializers; gpt-neox init_functions.py; OLMo, JoeyNMT and rl_games
        "uniform normal trunc_normal truncated_normal constant zeros ones eye dirac xavier_uniform xavier_normal kaiming_uniform kaiming_normal orthogonal sparse xavier kaiming glorot_uniform glorot_normal he_uniform he_normal "
        + "lecun_uniform lecun_normal variance_scaling small_init small_init_normal wang_init scaled_normal xavier_uniform_ xavier_normal_ kaiming_uniform_ kaiming_normal_ normal_ uniform_ orthogonal_ default default_initializer const_initializer "
        + "orthogonal_initializer glorot_normal_initializer glorot_uniform_initializer variance_scaling_initializer random_uniform_initializer kaiming_normal_initializer gaussian mitchell full_megatron fan_in msra chainer embed");

    /// <summary>Adapters and other ways to train only a part of a model.</summary>
    public static KnownNames Adapters { get; } = new("adapter", "lora qlora dora adalora lokr loha oft boft ia3 vera prefix_tuning prompt_tuning p_tuning ptuning llama-adapter lycoris longlora pissa galore full freeze frozen adapter bitfit canonical_lora ln_tuning rslora");

    /// <summary>Ways to share a model or its batch over devices, and what carries them.</summary>
    public static KnownNames Strategies { get; } = new(
        "strategy",

        // lightning/pytorch/strategies; torch.distributed; accelerate; fairseq
        "ddp ddp_spawn ddp_fork ddp_notebook ddp_find_unused_parameters_true ddp_find_unused_parameters_false fsdp fsdp2 deepspeed deepspeed_stage_1 deepspeed_stage_2 deepspeed_stage_2_offload deepspeed_stage_3 deepspeed_stage_3_offload megatron "
        + "single_device colossalai nccl gloo hccl pytorch_ddp legacy_ddp no_c10d c10d fully_sharded slowmo FULL_SHARD SHARD_GRAD_OP NO_SHARD HYBRID_SHARD HYBRID_SHARD_ZERO2 FULL_STATE_DICT SHARDED_STATE_DICT LOCAL_STATE_DICT "
        + "TRANSFORMER_BASED_WRAP SIZE_BASED_WRAP BACKWARD_PRE BACKWARD_POST auto cpu gpu tpu mps cuda data_parallel model_parallel horovod");

    /// <summary>Moments at which the Trainer of transformers evaluates, saves or logs (<c>transformers/trainer_utils.py</c>, IntervalStrategy and SaveStrategy).</summary>
    public static KnownNames Moments { get; } = new("strategy", "no steps epoch best");

    /// <summary>Shapes of a warmup (<c>fvcore</c>, <c>mmcv</c>, <c>maskrcnn_benchmark/solver/lr_scheduler.py</c>).</summary>
    public static KnownNames Warmups { get; } = new("warmup", "linear constant cosine exponential exp burnin quadratic sigmoid sqrt poly "
        + "polynomial none");

    /// <summary>Devices (<c>torch/csrc/Device.cpp</c>, JAX, Lightning).</summary>
    public static KnownNames Devices { get; } = new("device", "cuda cpu gpu mps tpu xpu npu hpu auto none meta vulkan mlu xla");

    /// <summary>How the noise of a diffusion grows, by program: DDPM, guided-diffusion, diffusers, latent-diffusion.</summary>
    public static KnownNames NoiseSchedules { get; } = new(
        "noise schedule",
        "linear quad const jsd sigmoid cosine cosine_interp scaled_linear squaredcos_cap_v2 sqrt sqrt_linear sqrt_cond constant "
        + "exponential karras laplace warmup10 warmup50 alpha_bar linear_simple geometric polynomial");

    /// <summary>Ways to sum up a loss (<c>torch/nn/_reduction.py</c>).</summary>
    public static KnownNames Reductions { get; } = new("reduction", "mean sum none batchmean elementwise_mean auto sum_over_batch_size");

    /// <summary>Implementations of attention (<c>transformers/modeling_utils.py</c>, vLLM, MPT, MaxText).</summary>
    public static KnownNames Attentions { get; } = new(
        "attention",
        "eager sdpa flash_attention_2 flash_attention_3 flash_attention flash_attn flash_attn_2 flash_attn_3 flex_attention paged_attention xformers triton flash fused unfused math dot_product autoselected cudnn_flash_te cudnn_flash_jax "
        + "flashinfer vllm-flash-attn3 flash-attn2 flash-attn3 ring ulysses mem_efficient");

    /// <summary>Algorithms and advantages of reinforcement and preference learning (<c>trl</c>, <c>verl/trainer/ppo/core_algos.py</c>, axolotl <c>RLType</c>, ML-Agents).</summary>
    public static KnownNames Algorithms { get; } = new(
        "algorithm",
        "ppo grpo gspo sac poca dpo ipo kto orpo simpo rloo remax gae dapo reinforce reinforce_plus_plus reinforce_plus_plus_baseline grpo_passk opo gpg gdpo a2c a3c td3 ddpg dqn trpo impala apex qrdqn tqc crossq rainbow iql cql awac "
        + "a2c_continuous a2c_discrete a2c_multi_discrete sac_continuous token-mean seq-mean-token-sum seq-mean-token-mean seq-mean-token-sum-norm behavioral_cloning curiosity extrinsic gail rnd");
}
