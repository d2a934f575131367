import tensorflow as tf
base = tf.keras.applications.MobileNetV2(include_top=False, weights="imagenet", pooling="avg")
base.trainable = False
inputs = tf.keras.Input((160, 160, 3))
x = base(inputs, training=False)
outputs = tf.keras.layers.Dense(1)(x)
model = tf.keras.Model(inputs, outputs)
model.compile(optimizer=tf.keras.optimizers.Adam(1e-4), loss=tf.keras.losses.BinaryCrossentropy(from_logits=True), metrics=[tf.keras.metrics.BinaryAccuracy(threshold=0)])
model.fit(train_ds, epochs=10, validation_data=val_ds)
base.trainable = True
for layer in base.layers[:100]:
    layer.trainable = False
model.compile(optimizer=tf.keras.optimizers.RMSprop(1e-5), loss=tf.keras.losses.BinaryCrossentropy(from_logits=True), metrics=["accuracy"])
model.fit(train_ds, epochs=20, initial_epoch=10, validation_data=val_ds)
